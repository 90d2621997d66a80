import type { QueueSender } from '@ares/adapters/aws';
import type { HealMessage, TickMessage } from '@ares/config/aws';
import type { HealStore, Ports } from '@ares/core';
import type { Measure } from '../kit/measure.ts';

/** All that healing on AWS needs: the right to send, and two queues. */
export interface HealDesk extends Pick<Ports, 'clock' | 'commands' | 'log'> {
  readonly knowledge: HealStore;
  /** Its own queue, for looks to come. */
  readonly later: QueueSender<HealMessage>;
  readonly ticks: QueueSender<TickMessage>;
  readonly measure: Measure;
}
