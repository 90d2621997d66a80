import type { ScoredSeries } from './outcome.ts';
import type { Weights } from './rules.ts';

interface Row {
  readonly score: number;
  readonly series: number;
  readonly row: number;
}

/** A gain below this is rounding. */
const GAIN_MIN = 1e-12;

/**
 * The one threshold that scores best over all series, as NAB searches it: every score that occurs is tried, from the
 * highest, and of equals the highest is kept.
 * @returns Infinity where silence is best
 */
export function optimalThreshold(series: readonly ScoredSeries[], weights: Weights): number {
  const rows = rowsByScore(series);
  const best = series.map(({ geometry }) => geometry.live.map(() => -weights.falseNegative));
  let value = 0;
  let top = 0;
  let threshold = Number.POSITIVE_INFINITY;
  rows.forEach((row, index) => {
    value += gainOf(row, series, best, weights);
    if (rows[index + 1]?.score === row.score || value <= top + GAIN_MIN) return;
    top = value;
    threshold = row.score;
  });
  return threshold;
}

/** What one more detection adds to the raw score; remembers the best of its window in `best`. */
function gainOf(
  { series: index, row }: Row,
  series: readonly ScoredSeries[],
  best: number[][],
  weights: Weights,
): number {
  const geometry = series[index]?.geometry;
  const worth = geometry?.worth[row] ?? 0;
  const window = geometry?.windowOf[row] ?? -1;
  if (window < 0) return weights.falsePositive * worth;
  const found = best[index] ?? [];
  const before = found[window] ?? 0;
  const after = Math.max(before, weights.truePositive * worth);
  found[window] = after;
  return after - before;
}

const rowsByScore = (series: readonly ScoredSeries[]): readonly Row[] =>
  series
    .flatMap(({ geometry, scores }, index) =>
      Array.from({ length: Math.max(0, geometry.rows - geometry.start) }, (_, offset) => ({
        score: Number(scores[geometry.start + offset]),
        series: index,
        row: geometry.start + offset,
      })),
    )
    .filter(({ score }) => Number.isFinite(score))
    .sort((a, b) => b.score - a.score);
