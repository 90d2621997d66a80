import fc from 'fast-check';
import { expect, test } from 'vitest';
import { clearMean, newMovingMean, pushMean } from './moving-mean.ts';

test('is the mean of the newest values, however many came', () =>
  fc.assert(
    fc.property(fc.array(fc.integer({ min: -1e6, max: 1e6 }), { minLength: 1, maxLength: 80 }), (values) => {
      const mean = newMovingMean(7);
      const last = values.map((value) => pushMean(mean, value)).at(-1);
      const newest = values.slice(-7);
      expect(last).toBeCloseTo(newest.reduce((sum, value) => sum + value, 0) / newest.length, 6);
    }),
  ));

test('a value far from the others leaves no trace once it is gone', () => {
  const mean = newMovingMean(4);
  for (const value of [1, 1e30, 1, 1, 1, 1, 1, 1]) pushMean(mean, value);
  expect(pushMean(mean, 1)).toBe(1);
});

test('cleared, it begins anew', () => {
  const mean = newMovingMean(4);
  pushMean(mean, 5);
  clearMean(mean);
  expect(pushMean(mean, 9)).toBe(9);
});
