import { expect, test } from 'vitest';
import { numberOf, onlyNumber } from './numbers.ts';

test('numbers are found by their whole key', () => {
  const text = 'total_cache 1\ncache 2\nmax -\n';
  expect([numberOf(text, 'cache'), numberOf(text, 'total_cache')]).toEqual([2, 1]);
  expect([numberOf(text, 'max'), numberOf(text, 'che'), numberOf(undefined, 'cache')]).toEqual(
    Array(3).fill(undefined),
  );
  expect([onlyNumber('7\n'), onlyNumber('max\n'), onlyNumber(undefined)]).toEqual([7, undefined, undefined]);
});
