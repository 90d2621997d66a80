import { firstAtLeast, quantileOf, type SortedWindow } from './sorted-window.ts';

const NEIGHBOURS = 3;
const HELD_MIN = 50;
/** The share of the whole range below which a difference is none: spiky metrics have no middle spread to speak of. */
const RANGE_SHARE = 0.01;
/** Keeps quotients finite where nothing ever varied. */
const SCALE_MIN = 1e-30;

export interface Novelty {
  /** 0: seen often; a unit is about the middle spread of what was seen, on a log-like scale. */
  readonly distance: number;
  /** The middle 99 % of what was seen. */
  readonly low: number;
  readonly high: number;
}

const NOTHING_KNOWN: Novelty = { distance: 0, low: Number.NEGATIVE_INFINITY, high: Number.POSITIVE_INFINITY };

/**
 * How far `value` is from its nearest earlier values, on the scale sign(z) ln(1 + |z|), so that far out only orders of
 * magnitude count. Few values have wide gaps between them and are soon outdone, hence the discount.
 * @param scaleMin differences below this count as none
 * @param enough how many values make no discount
 */
export function noveltyOf(seen: SortedWindow, value: number, scaleMin: number, enough: number): Novelty {
  const { count } = seen.ring;
  if (count < HELD_MIN) return NOTHING_KNOWN;
  const middle = quantileOf(seen, 0.5);
  const spread = (quantileOf(seen, 0.84) - quantileOf(seen, 0.16)) / 2;
  const range = (seen.sorted[count - 1] ?? 0) - (seen.sorted[0] ?? 0);
  const scale = Math.max(spread, RANGE_SHARE * range, scaleMin, SCALE_MIN);
  return {
    distance: meanDistance(seen, value, middle, scale) * Math.sqrt(Math.min(1, count / enough)),
    low: quantileOf(seen, 0.005),
    high: quantileOf(seen, 0.995),
  };
}

function meanDistance({ sorted, ring }: SortedWindow, value: number, middle: number, scale: number): number {
  const single = Math.fround(value);
  const here = logLike((single - middle) / scale);
  let above = firstAtLeast(sorted, ring.count, single);
  let below = above - 1;
  let sum = 0;
  for (let neighbour = 0; neighbour < NEIGHBOURS; neighbour++) {
    const down = below < 0 ? Number.POSITIVE_INFINITY : here - logLike(((sorted[below] ?? 0) - middle) / scale);
    const up = above >= ring.count ? Number.POSITIVE_INFINITY : logLike(((sorted[above] ?? 0) - middle) / scale) - here;
    sum += Math.min(down, up);
    if (down < up) below--;
    else above++;
  }
  return sum / NEIGHBOURS;
}

const logLike = (z: number): number => Math.sign(z) * Math.log1p(Math.abs(z));
