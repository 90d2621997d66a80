import type { QueueSender } from '@ares/adapters/aws';
import type { Outbox, Roster, Signals } from '@ares/adapters/postgres';
import type { HealMessage, NotificationMessage, TickMessage } from '@ares/config/aws';
import type { EpochMs, TickPorts } from '@ares/core';
import type { Measure } from '../kit/measure.ts';

/** All that a tick on AWS needs: the loop's own ports, and whom it tells. */
export interface TickDesk {
  readonly ports: TickPorts;
  /** Of this execution environment, which never runs two invocations at once. */
  readonly holder: string;
  readonly fleet: string;
  /** All of the fleet, those without a host included */
  readonly shards: readonly string[];
  readonly upSinceMs: EpochMs;
  readonly roster: Pick<Roster, 'adopt' | 'shardOf' | 'tickAgesMs'>;
  readonly signals: Signals;
  readonly outbox: Outbox;
  readonly ticks: QueueSender<TickMessage>;
  readonly actions: QueueSender<HealMessage>;
  readonly notifications: QueueSender<NotificationMessage>;
  readonly measure: Measure;
}
