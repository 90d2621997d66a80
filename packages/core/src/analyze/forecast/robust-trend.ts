/** A straight line through samples, with the range in which its slope lies in 95 % of cases. */
export interface Trend {
  /** In the unit of the values, for one unit of time. */
  readonly slope: number;
  readonly slopeLow: number;
  readonly slopeHigh: number;
  /** On the line, at the time of the newest sample. */
  readonly level: number;
}

export interface Point {
  readonly at: number;
  readonly value: number;
}

const Z_95 = 1.96;
/** More than this cannot be told from so few samples. */
const CORRELATION_MAX = 0.9;

/**
 * Theil's and Sen's median of the slopes between all pairs, with Sen's interval, made wider where neighbouring samples
 * are alike: they say less than as many independent ones.
 * @param points finite, at different times, from the oldest; bounded by the caller, as pairs grow by the square
 * @returns undefined for fewer than 3 points
 * @see Sen (1968), Estimates of the regression coefficient based on Kendall's tau
 */
export function robustTrend(points: readonly Point[]): Trend | undefined {
  const newest = points.at(-1);
  if (newest === undefined || points.length < 3) return undefined;
  const slopes = slopesOf(points);
  const slope = medianOf(slopes);
  const rests = points.map(({ at, value }) => value - slope * (at - newest.at));
  const level = medianOf(Float64Array.from(rests).sort());
  const n = points.length;
  const spread = Math.sqrt(((n * (n - 1) * (2 * n + 5)) / 18) * inflationOf(rests.map((rest) => rest - level)));
  const rank = (pairs: number): number => Math.min(slopes.length - 1, Math.max(0, Math.round(pairs)));
  return {
    slope,
    slopeLow: slopes[rank((slopes.length - Z_95 * spread) / 2)] ?? slope,
    slopeHigh: slopes[rank((slopes.length + Z_95 * spread) / 2 - 1)] ?? slope,
    level,
  };
}

/** Between all pairs, in order. */
function slopesOf(points: readonly Point[]): Float64Array {
  const slopes = new Float64Array((points.length * (points.length - 1)) / 2);
  let next = 0;
  for (const [j, b] of points.entries()) {
    for (let i = 0; i < j; i += 1) {
      const a = points[i] ?? b;
      slopes[next] = (b.value - a.value) / (b.at - a.at);
      next += 1;
    }
  }
  return slopes.sort();
}

function medianOf(sorted: Float64Array): number {
  const middle = sorted.length >> 1;
  const [low = 0, high = 0] = [sorted[middle - 1], sorted[middle]];
  return sorted.length % 2 === 1 ? high : (low + high) / 2;
}

/** How many samples say as much as one independent one, where each goes on from the one before. */
function inflationOf(rests: readonly number[]): number {
  const square = rests.reduce((sum, rest) => sum + rest * rest, 0);
  const neighbours = rests.reduce((sum, rest, i) => sum + rest * (rests[i - 1] ?? 0), 0);
  const correlation = square === 0 ? 0 : Math.min(CORRELATION_MAX, Math.max(0, neighbours / square));
  return (1 + correlation) / (1 - correlation);
}
