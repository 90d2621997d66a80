import type { HostEntry, HostSignalEntry, SlotMessage } from '@ares/config/aws';
import type { EpochMs } from '@ares/core';
import { shardNames, shardOf } from './shard-of.ts';

export interface FleetNow {
  readonly hosts: readonly HostEntry[];
  readonly signals: readonly HostSignalEntry[];
}

/**
 * Every slot for every shard that has a host; an empty one has to notice that its last host vanished, for which the
 * first slot of the minute is enough. What CloudWatch said travels once, with the first slot.
 */
export function slotMessages(slots: readonly EpochMs[], shards: number, fleet: FleetNow): readonly SlotMessage[] {
  const shard = ({ hostId }: { readonly hostId: string }) => shardOf(hostId, shards);
  const hosts = Map.groupBy(fleet.hosts, shard);
  const signals = Map.groupBy(fleet.signals, shard);
  const names = shardNames(shards);
  return slots.flatMap((slotMs, index) =>
    names
      .filter((name) => index === 0 || hosts.has(name))
      .map((name) => ({
        kind: 'slot' as const,
        slotMs,
        shard: name,
        hosts: hosts.get(name) ?? [],
        signals: (index === 0 && signals.get(name)) || [],
      })),
  );
}
