import { rankCorrelation } from '@ares/core';
import { IsolationForest } from 'ml-isolation-forest';

/** The package draws no sub-sample: each of its trees grows from all rows it is given. */
const ROWS_MAX = 256;

/**
 * An independent second opinion: how alike another's isolation forest, fitted on rows of the sample itself, ranks them.
 * It cannot be seeded, so that its answer for the same rows varies a little from call to call.
 * @param rows of equal length, without NaN, which the package would not tell from a usual value; of more than 256 each
 * n-th is taken
 * @param scores what is to be checked, one a row
 * @returns Spearman's rank correlation; NaN where there are less than two rows, or either finds all rows alike
 */
export function rankAgreement(rows: readonly (readonly number[])[], scores: ArrayLike<number>): number {
  const step = Math.ceil(rows.length / ROWS_MAX);
  const taken = rows.map((_, i) => i).filter((i) => i % step === 0);
  if (taken.length < 2) return Number.NaN;
  const sample = taken.map((i) => rows[i] as readonly number[]);
  // A second training would keep the trees of the first one.
  const referee = new IsolationForest();
  referee.train(sample);
  return rankCorrelation(
    referee.predict(sample),
    taken.map((i) => scores[i] as number),
  );
}
