import { clearRing, newRing, pushRing, type Ring } from './ring.ts';

/** Mean of the newest values. */
export interface MovingMean {
  readonly ring: Ring;
  sum: number;
}

export const newMovingMean = (rows: number): MovingMean => ({ ring: newRing(rows), sum: 0 });

/** @returns the mean with `value` in it, of fewer values while there are fewer */
export function pushMean(mean: MovingMean, value: number): number {
  const { ring } = mean;
  const left = pushRing(ring, value);
  // Once a round the sum is made afresh, so that rounding cannot pile up.
  mean.sum = ring.next === 0 ? sumOf(ring) : mean.sum + Math.fround(value) - (left ?? 0);
  return mean.sum / ring.count;
}

export function clearMean(mean: MovingMean): void {
  clearRing(mean.ring);
  mean.sum = 0;
}

const sumOf = ({ values, count }: Ring): number => {
  let sum = 0;
  for (let index = 0; index < count; index++) sum += values[index] ?? 0;
  return sum;
};
