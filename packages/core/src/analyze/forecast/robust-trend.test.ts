import fc from 'fast-check';
import { expect, test } from 'vitest';
import { robustTrend, type Trend } from './robust-trend.ts';

const trendOf = (values: readonly number[]): Trend => {
  const trend = robustTrend(values.map((value, at) => ({ at, value })));
  if (trend === undefined) throw new Error('too few points');
  return trend;
};

/** Even in -1..1 and without a pattern, the same for the same seed. */
function noise(seed: number, n: number): readonly number[] {
  let state = seed >>> 0;
  return Array.from({ length: n }, () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 31 - 1;
  });
}

const SEEDS = Array.from({ length: 200 }, (_, i) => i * 7_919 + 1);
const N = 36;

test('a line is found, with no width', () =>
  expect(trendOf([1, 3, 5, 7, 9])).toEqual({ slope: 2, slopeLow: 2, slopeHigh: 2, level: 9 }));

test('a quarter of wild values moves the slope little', () => {
  const values = Array.from({ length: N }, (_, i) => (i % 4 === 1 ? 1e6 : 0.5 * i));
  expect(trendOf(values).slope).toBeCloseTo(0.5);
});

const coverage = (slope: number, values: (seed: number) => readonly number[]): number => {
  const within = SEEDS.filter((seed) => {
    const { slopeLow, slopeHigh } = trendOf(values(seed).map((value, i) => value + slope * i));
    return slopeLow <= slope && slope <= slopeHigh;
  });
  return within.length / SEEDS.length;
};

test('the interval holds the true slope as often as it says', () =>
  expect(coverage(0.1, (seed) => noise(seed, N))).toBeGreaterThan(0.92));

test('it is wider where samples hang together, so that it still holds the slope', () => {
  const together = (seed: number) => {
    let before = 0;
    return noise(seed, N).map((step) => (before = 0.6 * before + step));
  };
  expect(coverage(0.1, together)).toBeGreaterThan(0.88);
});

const anyValues = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 3, maxLength: N });

test('the slope lies in its interval, and all is finite', () =>
  fc.assert(
    fc.property(anyValues, (values) => {
      const { slope, slopeLow, slopeHigh, level } = trendOf(values);
      expect([slope, slopeLow, slopeHigh, level].every(Number.isFinite)).toBe(true);
      expect(slopeLow).toBeLessThanOrEqual(slope);
      expect(slope).toBeLessThanOrEqual(slopeHigh);
    }),
  ));

test('it scales and shifts with the values', () =>
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 1_000 }), { minLength: 3, maxLength: N }), (values) => {
      const [own, moved] = [trendOf(values), trendOf(values.map((value) => 8 * value + 100))];
      expect(moved.slope).toBeCloseTo(8 * own.slope, 6);
      expect(moved.level).toBeCloseTo(8 * own.level + 100, 6);
    }),
  ));

test('row 44: fewer than three points have no trend', () => {
  expect(robustTrend([])).toBeUndefined();
  expect(
    robustTrend([
      { at: 0, value: 1 },
      { at: 1, value: 2 },
    ]),
  ).toBeUndefined();
});
