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
  const handedOn = current?.expiresAtMs === GIVEN_BACK_MS;
  const epoch = own || handedOn ? current.epoch : (current?.epoch ?? 0) + 1;
  leases.set(shard, { shard, holder, epoch, expiresAtMs: nowMs + ttlMs });
  return { shard, holder, epoch };
}

const GIVEN_BACK_MS = Number.NEGATIVE_INFINITY;

/** Only of a lease that still lasts: its next holder goes on under its epoch. */
export function releaseLease({ leases }: MemoryState, shard: string, holder: string, nowMs: EpochMs): void {
  const current = leases.get(shard);
  if (current?.holder !== holder || current.expiresAtMs <= nowMs) return;
  leases.set(shard, { ...current, expiresAtMs: GIVEN_BACK_MS });
}
