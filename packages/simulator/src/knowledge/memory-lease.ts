import type { EpochMs, Lease } from '@ares/core';
import type { MemoryState } from './memory-state.ts';

/** Takes a free lease, renews one's own, and leaves another's alone as long as it lasts. */
export function acquireLease(
  { leases }: MemoryState,
  shard: string,
  holder: string,
  { nowMs, ttlMs }: { readonly nowMs: EpochMs; readonly ttlMs: number },
): Lease | undefined {
  const current = leases.get(shard);
  const own = current?.holder === holder;
  if (current && !own && current.expiresAtMs > nowMs) return undefined;
  const epoch = own ? current.epoch : (current?.epoch ?? 0) + 1;
  leases.set(shard, { shard, holder, epoch, expiresAtMs: nowMs + ttlMs });
  return { shard, holder, epoch };
}
