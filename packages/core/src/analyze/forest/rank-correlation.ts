/** Spearman's rank correlation of two equally long lists; ties have their mean rank. @returns NaN where a list is constant */
export function rankCorrelation(a: ArrayLike<number>, b: ArrayLike<number>): number {
  return correlation(ranks(a), ranks(b));
}

function ranks(values: ArrayLike<number>): readonly number[] {
  const own = Array.from(values);
  const sorted = Float64Array.from(own).sort();
  return own.map((value) => (sorted.indexOf(value) + sorted.lastIndexOf(value)) / 2);
}

function correlation(a: readonly number[], b: readonly number[]): number {
  const [meanA, meanB] = [mean(a), mean(b)];
  const products = a.map((value, i) => (value - meanA) * ((b[i] as number) - meanB));
  return mean(products) / Math.sqrt(variance(a, meanA) * variance(b, meanB));
}

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

const variance = (values: readonly number[], around: number): number =>
  mean(values.map((value) => (value - around) ** 2));
