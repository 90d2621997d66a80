/** Eight hours, at one value a minute. */
const N_MIN = 480;
const EXCESSES_MIN = 16;
/** No mean beyond it, and no estimate of it by moments either. */
const SHAPE_MAX = 0.5;

/**
 * The value that is passed once in `onceIn` values, by peaks over a threshold: what exceeds a high threshold follows a
 * generalised Pareto distribution, whose shape and scale come from the mean and the variance of the excesses. A tail
 * that seems to end is taken for an exponential one: nobody knows that there is nothing beyond.
 * @param n values that there were in all
 * @param top the largest of them, from the largest; the last one is the threshold
 * @returns in the unit of `top`; undefined while there are too few to tell
 * @see Hosking and Wallis (1987), Parameter and quantile estimation for the generalized Pareto distribution
 */
export function tailBound(n: number, top: readonly number[], onceIn: number): number | undefined {
  const threshold = top.at(-1);
  const excesses = top.slice(0, -1).map((value) => value - (threshold ?? 0));
  if (threshold === undefined || n < N_MIN || excesses.length < EXCESSES_MIN) return undefined;
  const mean = excesses.reduce((sum, excess) => sum + excess, 0) / excesses.length;
  const variance = excesses.reduce((sum, excess) => sum + (excess - mean) ** 2, 0) / (excesses.length - 1);
  if (mean === 0) return threshold;
  const ratio = variance === 0 ? Number.POSITIVE_INFINITY : mean ** 2 / variance;
  const shape = Math.min(SHAPE_MAX, Math.max(0, (1 - ratio) / 2));
  const scale = mean * (1 - shape);
  const times = Math.max(1, (onceIn * excesses.length) / n);
  return threshold + (shape === 0 ? scale * Math.log(times) : (scale / shape) * (times ** shape - 1));
}
