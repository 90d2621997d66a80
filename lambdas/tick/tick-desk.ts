import type { QueueSender } from '@ares/adapters/aws';
import type { Outbox, Roster, Signals } from '@ares/adapters/postgres';
import type { HealMessage, NotificationMessage, TickMessage } from '@ares/config/aws';
import type { TickPorts } from '@ares/core';
import type { Measure } from '../kit/measure.ts';

/** All that a tick on AWS needs: the loop's own ports, and whom it tells. */
export interface TickDesk {
  readonly ports: TickPorts;
  /** Of this execution environment, which never runs two invocations at once. */
  readonly holder: string;
  readonly fleet: string;
  readonly roster: Pick<Roster, 'adopt' | 'shardOf'>;
  readonly signals: Signals;
  readonly outbox: Outbox;
  readonly ticks: QueueSender<TickMessage>;
  readonly actions: QueueSender<HealMessage>;
  readonly notifications: QueueSender<NotificationMessage>;
  readonly measure: Measure;
}
