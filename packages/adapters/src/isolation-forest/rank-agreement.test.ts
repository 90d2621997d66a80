import { fitForest, rowsOf, scoreRows } from '@ares/core';
import { expect, test } from 'vitest';
import { rankAgreement } from './rank-agreement.ts';

/** Two thirds of a spiral's rows gather near its middle: every column varies, and no two rows are alike. */
const spiral = (count: number): number[][] =>
  Array.from({ length: count }, (_, i) => {
    const [turn, far] = [i * 2.4, ((i * 0.618) % 1) ** 2];
    return [far * Math.cos(turn), far * Math.sin(turn), far * Math.cos(turn * 1.7)].map(Math.fround);
  });
const own = (rows: readonly number[][]): Float64Array => scoreRows(fitForest(rowsOf(rows), { seed: 1 }), rowsOf(rows));

test.for([256, 200, 1_000])('on %d rows of data where the package is right, both rank alike', (count) => {
  const rows = spiral(count);
  expect(rankAgreement(rows, own(rows))).toBeGreaterThanOrEqual(0.95);
});

test('scores that are turned round are told', () => {
  const rows = spiral(256);
  expect(
    rankAgreement(
      rows,
      own(rows).map((score) => -score),
    ),
  ).toBeLessThanOrEqual(-0.95);
});

test('each answer is of its own training', () => {
  const rows = spiral(256);
  const others = rows.map((row) => row.map((value) => value * 100));
  rankAgreement(others, own(others));
  expect(rankAgreement(rows, own(rows))).toBeGreaterThanOrEqual(0.95);
});

test.for([
  ['no row', []],
  ['one row', [[1, 2]]],
  ['rows that are all alike', Array.from({ length: 60 }, () => [1, 2])],
] as const)('%s: there is no answer', ([, rows]) => {
  expect(
    rankAgreement(
      rows,
      rows.map(() => 0.5),
    ),
  ).toBeNaN();
});
