import { type Point, robustTrend } from './robust-trend.ts';

/** When something that grows runs out; times in the unit of the points' times, from the newest point. */
export interface Exhaustion {
  readonly share: number;
  readonly growth: number;
  readonly expectedIn: number;
  readonly soonestIn: number;
  /** Infinite where it may also not grow at all. */
  readonly latestIn: number;
}

/** Less than this over the whole window is no growth worth a word. */
const GROWTH_MIN = 0.02;
/** A cache that fills slows down: what grows in the last third by less than this share of the third before is one. */
const STEADY_RATIO = 0.5;

/**
 * Time until a share in use reaches 1.
 * @param points shares 0..1 of what there is, finite, from the oldest
 * @returns undefined where nothing grows, where growth slows down, or where there are too few points to say so
 */
export function timeToExhaustion(points: readonly Point[]): Exhaustion | undefined {
  const [oldest, newest] = [points[0], points.at(-1)];
  if (!oldest || !newest || newest.value - oldest.value < GROWTH_MIN || !isSteady(points)) return undefined;
  const trend = robustTrend(points);
  if (trend === undefined || trend.slope <= 0) return undefined;
  const left = Math.max(0, 1 - trend.level);
  return {
    share: trend.level,
    growth: trend.slope,
    expectedIn: left / trend.slope,
    soonestIn: left / trend.slopeHigh,
    latestIn: trend.slopeLow > 0 ? left / trend.slopeLow : Number.POSITIVE_INFINITY,
  };
}

function isSteady(points: readonly Point[]): boolean {
  const third = Math.floor(points.length / 3);
  if (third < 1) return false;
  const [first, second, last] = [0, 1, 2].map((i) =>
    middleOf(points.slice(i * third, i === 2 ? undefined : (i + 1) * third)),
  );
  if (first === undefined || second === undefined || last === undefined) return false;
  return last - second >= STEADY_RATIO * (second - first);
}

function middleOf(points: readonly Point[]): number {
  const sorted = points.map(({ value }) => value).toSorted((a, b) => a - b);
  return sorted[sorted.length >> 1] ?? 0;
}
