/** The rules of the Numenta Anomaly Benchmark, version 1.1. */
export interface Weights {
  readonly truePositive: number;
  readonly falseNegative: number;
  readonly falsePositive: number;
}

export const PROFILES = {
  standard: { truePositive: 1, falseNegative: 1, falsePositive: 0.11 },
  rewardLowFP: { truePositive: 1, falseNegative: 1, falsePositive: 0.22 },
  rewardLowFN: { truePositive: 1, falseNegative: 2, falsePositive: 0.11 },
} as const satisfies Record<string, Weights>;

export type ProfileName = keyof typeof PROFILES;
export const PROFILE_NAMES = Object.keys(PROFILES) as readonly ProfileName[];

/** First and last row of a labelled window, both within. */
export type Span = readonly [first: number, last: number];

const WARM_UP_SHARE = 0.15;
const WARM_UP_ROWS_MAX = 750;
/** Past this many window lengths after a window a detection costs all of it. */
const FAR = 3;

export const warmUpRows = (rows: number): number => Math.min(Math.floor(WARM_UP_SHARE * rows), WARM_UP_ROWS_MAX);

const scaledSigmoid = (y: number): number => (y > FAR ? -1 : 2 / (1 + Math.exp(5 * y)) - 1);
const EARLIEST = scaledSigmoid(-1);

/** Worth of a detection in a window, 1 at its first row and near 0 at its last. */
export const worthInside = (row: number, [first, last]: Span): number =>
  scaledSigmoid(-(last - row + 1) / (last - first + 1)) / EARLIEST;

/** Worth of a detection outside, from near 0 just past a window to -1; -1 where no window came before. */
export const worthOutside = (row: number, before: Span | undefined): number =>
  before === undefined ? -1 : scaledSigmoid((row - before[1]) / (before[1] - before[0]));
