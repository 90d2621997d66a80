/** Quantile of the finite values with linear interpolation; NaN of nothing. @param share 0..1 */
export const quantile = (values: readonly number[], share: number): number =>
  quantileOfSorted(sortedFinite(values), share);

/** The finite ones, ascending. */
export const sortedFinite = (values: readonly number[]): Float64Array =>
  new Float64Array(values.filter(Number.isFinite)).sort();

/** @param sorted ascending, finite */
export function quantileOfSorted(sorted: ArrayLike<number>, share: number): number {
  const at = share * (sorted.length - 1);
  const low = sorted[Math.floor(at)];
  const high = sorted[Math.ceil(at)];
  if (low === undefined || high === undefined) return Number.NaN;
  return low + (high - low) * (at - Math.floor(at));
}

export const median = (values: readonly number[]): number => quantile(values, 0.5);
