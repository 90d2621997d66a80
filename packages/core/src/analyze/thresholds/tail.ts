import type { Tail } from '../../model/knowledge.ts';
import type { EpochMs } from '../../model/time.ts';

/** Largest values kept of a block. */
export const TAIL_KEPT = 32;
const BLOCK_MS = 24 * 3_600_000;
/** One value a minute: neighbours of a rate over a minute are nearly the same value. */
export const TAIL_EVERY_MS = 60_000;
const DIGITS = 4;

const empty = { n: 0, top: [] } as const;

/** A new block a day, so that what was usual two days ago is forgotten, however little came since. */
function turned(tail: Tail | undefined, atMs: EpochMs): Tail {
  if (tail === undefined || atMs - tail.fromMs >= 2 * BLOCK_MS) {
    return { atMs, fromMs: atMs, ...empty, before: empty };
  }
  if (atMs - tail.fromMs < BLOCK_MS) return { ...tail, atMs };
  return { atMs, fromMs: tail.fromMs + BLOCK_MS, ...empty, before: { n: tail.n, top: tail.top } };
}

/**
 * Counts one value of a metric of which only high values matter.
 * @param value in the metric's own unit; not finite: ignored
 */
export function learnTail(tail: Tail | undefined, value: number, atMs: EpochMs): Tail | undefined {
  const isDue = tail === undefined || atMs - tail.atMs >= TAIL_EVERY_MS;
  if (!isDue || !Number.isFinite(value) || !Number.isFinite(atMs)) return tail;
  const now = turned(tail, atMs);
  const top = [...now.top, Number(value.toPrecision(DIGITS))].toSorted((a, b) => b - a).slice(0, TAIL_KEPT);
  return { ...now, n: now.n + 1, top };
}

/** What is known at this time: of today and yesterday; the values from the largest. */
export function tailAt(tail: Tail, atMs: EpochMs): { readonly n: number; readonly top: readonly number[] } {
  const { n, top, before } = turned(tail, atMs);
  return { n: n + before.n, top: [...top, ...before.top].toSorted((a, b) => b - a).slice(0, TAIL_KEPT) };
}
