import { geometryOf } from '../geometry.ts';
import type { ScoredSeries } from '../outcome.ts';

const ROWS = 100;

/** A hundred rows with windows from 40 to 49 and from 70 to 79. @param scores by row; 0 for the others */
export const scored = (scores: Readonly<Record<number, number>>, name = 'made/up.csv'): ScoredSeries => ({
  name,
  geometry: geometryOf(ROWS, [
    [40, 49],
    [70, 79],
  ]),
  scores: Float64Array.from({ length: ROWS }, (_, row) => scores[row] ?? 0),
});

export const detectedAt = (...rows: readonly number[]): ScoredSeries =>
  scored(Object.fromEntries(rows.map((row) => [row, 1])));
