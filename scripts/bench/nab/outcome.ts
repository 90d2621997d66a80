import type { Geometry } from './geometry.ts';
import type { Weights } from './rules.ts';

/** False detections at most this many rows apart are one episode. */
const EPISODE_ROWS = 12;

/** A series with its labels and a detector's score of each row. */
export interface ScoredSeries {
  /** `category/file.csv` */
  readonly name: string;
  readonly geometry: Geometry;
  readonly scores: ArrayLike<number>;
}

/** What one threshold gives on one series or, added up, on many. */
export interface Outcome {
  readonly raw: number;
  /** The raw score without a detection, and with every window found at its first row. */
  readonly silent: number;
  readonly perfect: number;
  readonly windows: number;
  readonly found: number;
  readonly falseEpisodes: number;
  readonly scoredRows: number;
}

/** Detections are the rows whose score is at or above `threshold`; a score that is not a number is none. */
export function outcomeOf({ geometry, scores }: ScoredSeries, threshold: number, weights: Weights): Outcome {
  const { rows, start, live, windowOf, worth } = geometry;
  const best = live.map(() => Number.NEGATIVE_INFINITY);
  let falseWorth = 0;
  let falseEpisodes = 0;
  let lastFalse = Number.NEGATIVE_INFINITY;
  for (let row = start; row < rows; row++) {
    if (!(Number(scores[row]) >= threshold)) continue;
    const window = windowOf[row] ?? -1;
    if (window >= 0) best[window] = Math.max(best[window] ?? 0, worth[row] ?? 0);
    else {
      falseWorth += worth[row] ?? 0;
      if (row - lastFalse > EPISODE_ROWS) falseEpisodes++;
      lastFalse = row;
    }
  }
  const counted = best.filter((_, window) => live[window]);
  const hits = counted.filter((value) => value > Number.NEGATIVE_INFINITY);
  const windows = counted.length;
  const missed = windows - hits.length;
  const gained = hits.reduce((sum, value) => sum + Math.max(weights.truePositive * value, -weights.falseNegative), 0);
  return {
    raw: gained - missed * weights.falseNegative + weights.falsePositive * falseWorth,
    silent: -weights.falseNegative * windows,
    perfect: weights.truePositive * windows,
    windows,
    found: hits.length,
    falseEpisodes,
    scoredRows: Math.max(0, rows - start),
  };
}

export const sumOf = (outcomes: readonly Outcome[]): Outcome =>
  outcomes.reduce(
    (sum, next) =>
      Object.fromEntries(
        Object.entries(sum).map(([key, value]) => [key, value + next[key as keyof Outcome]]),
      ) as unknown as Outcome,
    NOTHING,
  );

const NOTHING: Outcome = {
  raw: 0,
  silent: 0,
  perfect: 0,
  windows: 0,
  found: 0,
  falseEpisodes: 0,
  scoredRows: 0,
};

/** 0 for silence, 100 for perfection; undefined where there is no window to find. */
export const normalised = ({ raw, silent, perfect }: Outcome): number | undefined =>
  perfect === silent ? undefined : (100 * (raw - silent)) / (perfect - silent);

export const falseEpisodesPer1000 = ({ falseEpisodes, scoredRows }: Outcome): number =>
  (1_000 * falseEpisodes) / Math.max(1, scoredRows);
