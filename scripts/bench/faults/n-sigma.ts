/** The peer: mean and standard deviation of what was before. */
export interface Moments {
  readonly mean: number;
  readonly sd: number;
}

export function momentsOf(values: readonly number[]): Moments {
  const finite = values.filter(Number.isFinite);
  const mean = finite.reduce((sum, v) => sum + v, 0) / finite.length;
  return { mean, sd: Math.sqrt(finite.reduce((sum, v) => sum + (v - mean) ** 2, 0) / finite.length) };
}

/** Distance in standard deviations; what leaves a constant series counts as parts in a million of its mean. */
export const sigmas = (value: number, { mean, sd }: Moments): number =>
  Number.isFinite(value) && Number.isFinite(mean)
    ? Math.abs(value - mean) / Math.max(sd, 1e-6 * Math.abs(mean), 1e-9)
    : 0;

/** The largest distance of the values of one series from what is before them. */
export const farthest = (values: readonly number[], before: readonly number[]): number => {
  const moments = momentsOf(before);
  return Math.max(0, ...values.map((value) => sigmas(value, moments)));
};
