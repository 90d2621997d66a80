import type { QueueSender } from '@ares/adapters/aws';
import type { HostEntry, HostSignalEntry, SlotMessage } from '@ares/config/aws';
import { AresError, type Clock, type EpochMs } from '@ares/core';
import { delayUntil } from '../kit/delay-until.ts';
import { slotMessages } from './slot-messages.ts';
import { slotsAfter } from './slots-after.ts';
import { withinSize } from './within-size.ts';

export interface Dispatching {
  readonly clock: Clock;
  readonly hosts: () => Promise<readonly HostEntry[]>;
  readonly signals: (hostIds: readonly string[], scheduledMs: EpochMs) => Promise<readonly HostSignalEntry[]>;
  readonly ticks: QueueSender<SlotMessage>;
  readonly shards: number;
  /** Looks after the queues of dead letters */
  readonly keepAwake: (scheduledMs: EpochMs) => Promise<void>;
}

/**
 * Wakes every shard for each slot of the next minute. Depends on the time that the schedule meant, so that a late or
 * repeated event sends the same slots, which are decided once.
 * @throws AresError CONFIG_INVALID after all others were sent, if a shard has too many hosts
 */
export async function dispatch(
  ports: Dispatching,
  scheduledMs: EpochMs,
): Promise<{ readonly hosts: number; readonly slots: number }> {
  const hosts = await ports.hosts();
  const signals = await ports.signals(
    hosts.map(({ hostId }) => hostId),
    scheduledMs,
  );
  const { fitting, tooLarge } = withinSize(slotMessages(slotsAfter(scheduledMs), ports.shards, { hosts, signals }));
  const nowMs = ports.clock.now();
  await ports.ticks.send(fitting.map((body) => ({ body, delaySeconds: delayUntil(body.slotMs, nowMs) })));
  await ports.keepAwake(scheduledMs);
  if (tooLarge.length === 0) return { hosts: hosts.length, slots: fitting.length };
  throw new AresError('CONFIG_INVALID', `${tooLarge.join(', ')}: too many hosts for one message; deploy more shards`);
}
