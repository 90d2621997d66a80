import { inUnit } from './in-unit.ts';
import { fromScale, type MetricSpec } from './metric-spec.ts';
import type { Reference } from './reference.ts';

export interface Compared {
  /** In the metric's own unit, as both ends of the usual range. */
  readonly value: number;
  readonly expectedLow: number;
  readonly expectedHigh: number;
  /** "900 ms, usual are 80 ms to 120 ms" */
  readonly words: string;
}

/** A place on the logarithmic scale beside what is usual there, for people. */
export function compared(place: number, usual: Reference, spec: MetricSpec): Compared {
  const value = fromScale(place, spec);
  const expectedLow = fromScale(usual.median - usual.down, spec);
  const expectedHigh = fromScale(usual.median + usual.up, spec);
  const [is, low, high] = [value, expectedLow, expectedHigh].map((x) => inUnit(x, spec.unit));
  return { value, expectedLow, expectedHigh, words: `${is}, usual are ${low} to ${high}` };
}
