import { expect, test } from 'vitest';
import { averaged } from './averaged.ts';

const series = {
  name: 'made/up.csv',
  atMs: Float64Array.of(0, 10, 20, 30, 40, 50, 60),
  values: Float64Array.of(1, 3, 5, 7, 9, 11, 100),
  spans: [
    [1, 2],
    [5, 6],
  ] as const,
};

test('means stand at the first time; windows hold every mean of theirs; a rest is dropped', () => {
  const { atMs, values, spans } = averaged(series, 2);
  expect([...atMs]).toEqual([0, 20, 40]);
  expect([...values]).toEqual([2, 6, 10]);
  expect(spans).toEqual([
    [0, 1],
    [2, 2],
  ]);
});

test('of one row each it is the same series', () => expect(averaged(series, 1)).toEqual(series));
