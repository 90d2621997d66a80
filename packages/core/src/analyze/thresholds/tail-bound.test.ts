import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { tailBound } from './tail-bound.ts';

const N = 2_880;
const KEPT = 32;
const ONCE_IN = 10_000;
/** Even quantiles of a distribution: a sample without luck. */
const even = (quantile: (p: number) => number, n = N): readonly number[] =>
  Array.from({ length: n }, (_, i) => quantile((i + 0.5) / n))
    .toSorted((a, b) => b - a)
    .slice(0, KEPT);

describe('once in 10,000, seen in 2,880 values', () => {
  test.each([
    { name: 'exponential', quantile: (p: number) => -Math.log(1 - p), within: 0.15 },
    { name: 'Pareto with shape 0.2', quantile: (p: number) => (1 - p) ** -0.2, within: 0.2 },
    { name: 'Pareto with shape 0.33', quantile: (p: number) => (1 - p) ** -(1 / 3), within: 0.3 },
    { name: 'Weibull with shape 0.7', quantile: (p: number) => (-Math.log(1 - p)) ** (1 / 0.7), within: 0.2 },
  ])('$name', ({ quantile, within }) => {
    const truth = quantile(1 - 1 / ONCE_IN);
    const bound = tailBound(N, even(quantile), ONCE_IN) ?? Number.NaN;
    expect(Math.abs(bound - truth) / truth).toBeLessThan(within);
  });

  test('a tail that ends is not taken to end: the bound lies beyond', () =>
    expect(
      tailBound(
        N,
        even((p) => p),
        ONCE_IN,
      ),
    ).toBeGreaterThan(1));
});

test('row 44: a constant series is bounded by its value; too few values say nothing', () => {
  expect(tailBound(N, Array(KEPT).fill(5), ONCE_IN)).toBe(5);
  expect(tailBound(100, Array(KEPT).fill(5), ONCE_IN)).toBeUndefined();
  expect(tailBound(N, [3, 2, 1], ONCE_IN)).toBeUndefined();
  expect(tailBound(N, [], ONCE_IN)).toBeUndefined();
});

const anyTop = fc
  .array(fc.double({ min: 0, max: 1e6, noNaN: true }), { minLength: KEPT, maxLength: KEPT })
  .map((values) => values.toSorted((a, b) => b - a));

test('the bound is finite and never below the threshold, and scales and shifts with the values', () =>
  fc.assert(
    fc.property(
      anyTop,
      fc.integer({ min: 1, max: 1_000 }),
      fc.integer({ min: 0, max: 1_000 }),
      (top, factor, shift) => {
        const bound = tailBound(N, top, ONCE_IN) ?? Number.NaN;
        expect(bound).toBeGreaterThanOrEqual(top.at(-1) ?? 0);
        const moved =
          tailBound(
            N,
            top.map((value) => value * factor + shift),
            ONCE_IN,
          ) ?? Number.NaN;
        const want = bound * factor + shift;
        expect(Math.abs(moved - want)).toBeLessThanOrEqual(1e-6 * Math.max(1, Math.abs(want)));
      },
    ),
  ));

test('what is rarer lies no lower', () =>
  fc.assert(
    fc.property(anyTop, fc.integer({ min: 1_000, max: 1_000_000 }), (top, onceIn) => {
      const bounds = [onceIn, 10 * onceIn].map((times) => tailBound(N, top, times) ?? Number.NaN);
      expect(bounds[1]).toBeGreaterThanOrEqual(bounds[0] ?? 0);
    }),
  ));
