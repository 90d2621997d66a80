import fc from 'fast-check';
import { expect, test } from 'vitest';
import { emptyBaseline, updateBaseline, upperBound } from './baseline.ts';

const finite = fc.double({ min: 0, max: 1e9, noNaN: true });

test('row 31: what is not finite teaches nothing', () => {
  for (const value of [Number.NaN, Number.POSITIVE_INFINITY])
    expect(updateBaseline(emptyBaseline, value)).toBe(emptyBaseline);
});

test('the mean stays within what was seen, the deviation is never negative', () =>
  fc.assert(
    fc.property(fc.array(finite, { minLength: 1 }), (values) => {
      const { mean, deviation } = values.reduce(updateBaseline, emptyBaseline);
      expect(mean).toBeGreaterThanOrEqual(Math.min(...values) * (1 - 1e-9));
      expect(mean).toBeLessThanOrEqual(Math.max(...values) * (1 + 1e-9));
      expect(deviation).toBeGreaterThanOrEqual(0);
    }),
  ));

test('no bound before it is warm, the floor for a constant series after', () => {
  const constant = (n: number) => Array.from({ length: n }, () => 0.001).reduce(updateBaseline, emptyBaseline);
  expect(upperBound(constant(59), 0.1)).toBeUndefined();
  expect(upperBound(constant(60), 0.1)).toBe(0.1);
});
