import type { TrainedBaseline, Trainer } from './baseline.ts';

/** Fewer rows say nothing: an hour at the training's step of five minutes. */
const ROWS_MIN = 12;

/**
 * Median and median absolute deviation of each feature of each service.
 * @see P. Rousseeuw, C. Croux (1993), Alternatives to the Median Absolute Deviation
 */
export const robustTrainer: Trainer = (history, nowMs) =>
  history
    .filter(({ values }) => values.length >= ROWS_MIN)
    .map(({ serviceId, feature, values }): TrainedBaseline => {
      const median = medianOf(values);
      const mad = medianOf(values.map((value) => Math.abs(value - median)));
      return { serviceId, feature, median, mad, rows: values.length, trainedAtMs: nowMs };
    });

/** @param values at least one */
function medianOf(values: readonly number[]): number {
  const sorted = Float64Array.from(values).sort();
  const middle = sorted.length >> 1;
  const [below = Number.NaN, above = Number.NaN] = [sorted[middle - 1], sorted[middle]];
  return sorted.length % 2 === 1 ? above : below + (above - below) / 2;
}
