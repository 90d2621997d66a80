import type { Baseline } from '../model/knowledge.ts';

/** Five minutes of samples at the local scrape interval of 5 s. */
export const BASELINE_WARM_N = 60;
const ALPHA = 0.02;

export const emptyBaseline: Baseline = { n: 0, mean: 0, deviation: 0 };

/**
 * Exponentially weighted mean and mean absolute deviation of one series; a plain mean until it is warm.
 * @param value one sample, in the metric's own unit; not finite: ignored
 */
export function updateBaseline(baseline: Baseline, value: number): Baseline {
  if (!Number.isFinite(value)) return baseline;
  const n = baseline.n + 1;
  const weight = Math.max(ALPHA, 1 / n);
  const mean = baseline.mean + weight * (value - baseline.mean);
  const deviation = baseline.deviation + weight * (Math.abs(value - mean) - baseline.deviation);
  return { n: Math.min(n, 1_000_000), mean, deviation };
}

/** The value above which a sample is far out; undefined until the baseline is warm. */
export function upperBound(baseline: Baseline | undefined, floor: number): number | undefined {
  if (baseline === undefined || baseline.n < BASELINE_WARM_N) return undefined;
  return Math.max(baseline.mean * 2, baseline.mean + 6 * baseline.deviation, floor);
}
