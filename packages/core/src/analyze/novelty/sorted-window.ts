import { newRing, pushRing, type Ring } from './ring.ts';

/** The newest values of a stream, also in order of size; a push costs one binary search and one block move. */
export interface SortedWindow {
  readonly ring: Ring;
  /** The first `ring.count` are held. */
  readonly sorted: Float32Array;
}

export const newSortedWindow = (capacity: number): SortedWindow => sortedWindowOf(newRing(capacity));

/** From a ring alone: what a snapshot holds. */
export function sortedWindowOf(ring: Ring): SortedWindow {
  const sorted = new Float32Array(ring.values.length);
  sorted.set(ring.values.subarray(0, ring.count).toSorted());
  return { ring, sorted };
}

export function pushSorted({ ring, sorted }: SortedWindow, value: number): void {
  const single = Math.fround(value);
  const held = ring.count;
  const left = pushRing(ring, single);
  const to = firstAtLeast(sorted, held, single);
  if (left === undefined) {
    sorted.copyWithin(to + 1, to, held);
    sorted[to] = single;
    return;
  }
  const from = firstAtLeast(sorted, held, left);
  if (from < to) sorted.copyWithin(from, from + 1, to);
  else sorted.copyWithin(to + 1, to, from);
  sorted[from < to ? to - 1 : to] = single;
}

/** Index of the first of `count` sorted values that is not below `value`. */
export function firstAtLeast(sorted: Float32Array, count: number, value: number): number {
  let low = 0;
  let high = count;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] ?? 0) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** @param share 0..1; an empty window gives 0 */
export function quantileOf({ ring, sorted }: SortedWindow, share: number): number {
  const at = share * (ring.count - 1);
  const below = sorted[Math.floor(at)] ?? 0;
  return below + (at % 1) * ((sorted[Math.ceil(at)] ?? below) - below);
}
