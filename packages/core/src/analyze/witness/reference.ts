import { quantileOfSorted, sortedFinite } from './robust.ts';

/** What is usual for one series: its middle, and one unit of deviation above and below it. */
export interface Reference {
  readonly median: number;
  readonly up: number;
  readonly down: number;
}

/** Standard deviations of a normal distribution at its quartile range and at the tails in use. */
const NORMAL_IQR = 1.349;
const NORMAL_TAIL = { 0.95: 1.645, 0.99: 2.326 } as const;

export interface ScaleRule {
  /** Which tail sets the scale beside the inner quartiles: 0.99 where history is long, 0.95 where it is short. */
  readonly tail: keyof typeof NORMAL_TAIL;
  /** No scale is below this, in the unit of the values; > 0. */
  readonly floor: number;
}

/**
 * A scale for each side, the widest of three: the quartile range, the tail on that side and the floor. The tail keeps
 * spiky metrics quiet (the quartile range alone calls a tenth of their samples extreme), the floor constant ones.
 * @param values in any order; what is not finite does not count
 * @returns undefined where no value is finite
 */
export function referenceOf(values: readonly number[], { tail, floor }: ScaleRule): Reference | undefined {
  const sorted = sortedFinite(values);
  if (sorted.length === 0) return undefined;
  const at = (share: number): number => quantileOfSorted(sorted, share);
  const middle = at(0.5);
  const inner = Math.max((at(0.75) - at(0.25)) / NORMAL_IQR, floor);
  return {
    median: middle,
    up: Math.max(inner, (at(tail) - middle) / NORMAL_TAIL[tail]),
    down: Math.max(inner, (middle - at(1 - tail)) / NORMAL_TAIL[tail]),
  };
}

/** Signed deviation in units of the reference; 0 for what is not finite. */
export function deviation(value: number, { median, up, down }: Reference): number {
  if (!Number.isFinite(value)) return 0;
  return (value - median) / (value > median ? up : down);
}
