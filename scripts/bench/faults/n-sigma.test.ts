import { expect, test } from 'vitest';
import { farthest, momentsOf, sigmas } from './n-sigma.ts';

test('distances are in standard deviations of the finite values', () => {
  expect(momentsOf([1, 3, Number.NaN])).toEqual({ mean: 2, sd: 1 });
  expect(farthest([2.5, Number.NaN, -1], [1, 3])).toBe(3);
});

test('what leaves a constant series is far, and nothing is far from nothing', () => {
  expect(sigmas(2, momentsOf([1, 1]))).toBeCloseTo(1e6);
  expect(farthest([5], [])).toBe(0);
});
