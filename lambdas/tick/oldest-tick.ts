import { SHARD_SILENT_MS } from '@ares/config/aws';
import type { TickDesk } from './tick-desk.ts';

/**
 * How long the shard that waits longest has waited for a tick, as one number for the whole fleet: whoever ticks tells
 * it of all, so that one dead shard among many is heard. One that never had a tick is as old as this environment.
 */
export async function measureOldestTick({ roster, shards, upSinceMs, ports, measure }: TickDesk): Promise<void> {
  const ages = await roster.tickAgesMs(shards);
  const upMs = ports.clock.now() - upSinceMs;
  const ageMs = (shard: string): number => ages.get(shard) ?? upMs;
  const silent = shards.filter((shard) => ageMs(shard) > SHARD_SILENT_MS);
  if (silent.length > 0) ports.log.warn('tick.shards_silent', { shards: silent });
  measure('OldestShardTickAgeMs', Math.max(0, ...shards.map(ageMs)));
}
