import type { FarOut } from '../../model/knowledge.ts';
import type { EpochMs } from '../../model/time.ts';
import { countHit, type HysteresisRule } from './hysteresis.ts';
import { learnTail, TAIL_EVERY_MS, tailAt } from './tail.ts';
import { tailBound } from './tail-bound.ts';

/** About once a week, at one value a minute. */
const ONCE_IN = 10_000;
/** Minutes: one alone is an outlier, and the alarm ends when three in a row are within the bound again. */
const FAR_OUT: HysteresisRule = { of: 3, raise: 2, clear: 0 };
/** What lies so near to the bound is still near to what is expected. */
const NEAR_RATIO = 1.2;

/** Above it a value is far out; undefined while history is too short. */
export function farOutBound(seen: FarOut | undefined, atMs: EpochMs, floor: number): number | undefined {
  if (seen?.tail === undefined) return undefined;
  const { n, top } = tailAt(seen.tail, atMs);
  const bound = tailBound(n, top, ONCE_IN);
  return bound === undefined ? undefined : Math.max(bound * NEAR_RATIO, floor);
}

/**
 * Counts one value, once a minute: whether it is far out, and what is usual. Only a healthy time teaches, and what is
 * far out does not; nothing of it is left after two days, so that a level that stays becomes the usual one.
 */
export function seeFarOut(
  before: FarOut | undefined,
  value: number,
  atMs: EpochMs,
  floor: number,
  isHealthy: boolean,
): FarOut | undefined {
  const sinceMs = atMs - (before?.atMs ?? Number.NEGATIVE_INFINITY);
  if (!Number.isFinite(value) || !(sinceMs >= TAIL_EVERY_MS)) return before;
  const isFar = value > (farOutBound(before, atMs, floor) ?? Number.POSITIVE_INFINITY);
  const tail = isHealthy && !isFar ? learnTail(before?.tail, value, atMs) : before?.tail;
  return { ...countHit(before, isFar, atMs, FAR_OUT), ...(tail ? { tail } : {}) };
}
