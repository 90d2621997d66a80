import fc from 'fast-check';
import { expect, test } from 'vitest';
import { contributions } from './contributions.ts';
import { fitForest } from './fit-forest.ts';
import { averagePathLength } from './isolation-forest.ts';
import { rankCorrelation } from './rank-correlation.ts';
import { rowsOf } from './rows.ts';
import { scoreRows } from './score-rows.ts';
import reference from './testing/scikit-learn.json' with { type: 'json' };

const calm = rowsOf(Array.from({ length: 300 }, (_, i) => [Math.sin(i), Math.cos(i * 1.7), (i % 7) / 7]));

test('c(n) is the value of the paper', () => {
  expect(averagePathLength(256)).toBeCloseTo(10.2448, 4);
  expect([0, 1, 2].map(averagePathLength)).toEqual([0, 0, 1]);
});

test('ranks rows as scikit-learn does', () => {
  const rows = rowsOf(reference.rows);
  const own = scoreRows(fitForest(rows, { seed: 1 }), rows);
  expect(rankCorrelation(own, reference.scores)).toBeGreaterThan(0.95);
});

test('scores are those of scikit-learn, but for what chance does to a hundred trees', () => {
  const rows = rowsOf(reference.rows);
  const own = scoreRows(fitForest(rows, { seed: 1, trees: 1000 }), rows);
  const furthest = Math.max(...own.map((score, i) => Math.abs(score - (reference.scores[i] as number))));
  expect(furthest).toBeLessThan(0.02);
});

test('the same seed gives the same bits, another one another forest', () => {
  const [first, again, other] = [7, 7, 8].map((seed) => fitForest(calm, { seed }));
  expect(again).toEqual(first);
  expect(other).not.toEqual(first);
});

test('a row far from all others scores highest', () => {
  const scores = scoreRows(
    fitForest(calm, { seed: 1 }),
    rowsOf([
      [0, 0, 0.5],
      [9, 9, 9],
    ]),
  );
  expect(scores[1]).toBeGreaterThan(0.6);
  expect(scores[0]).toBeLessThan(0.55);
});

test('what makes a row strange is its own column, and all contributions add up to its shorter path', () => {
  const forest = fitForest(calm, { seed: 1 });
  const row = rowsOf([[0, 40, 0.5]]);
  const [first, second, third] = contributions(forest, row) as unknown as [number, number, number];
  expect(second).toBeGreaterThan(3 * Math.max(first, third));
  const usual = forest.roots.reduce((sum, root) => sum + (forest.pathLengths[root] as number), 0) / 100;
  const own = -Math.log2(scoreRows(forest, row)[0] as number) * averagePathLength(256);
  expect(first + second + third).toBeCloseTo(usual - own, 9);
});

test.for([
  ['all rows alike', Array.from({ length: 50 }, () => [1, 2])],
  ['one row', [[1, 2]]],
  ['a single column that is constant', Array.from({ length: 50 }, () => [0])],
] as const)('row 44: %s: everything is usual', ([, rows]) => {
  const forest = fitForest(rowsOf(rows), { seed: 1 });
  const scores = scoreRows(forest, rowsOf([rows[0] as number[], (rows[0] as number[]).map((v) => v + 1e6)]));
  for (const score of scores) expect(score).toBeCloseTo(0.5, 12);
});

test('a missing value is taken as the usual one', () => {
  const forest = fitForest(calm, { seed: 1 });
  const [missing, typical] = scoreRows(
    forest,
    rowsOf([
      [Number.NaN, 0, 0],
      [forest.typical[0] as number, 0, 0],
    ]),
  );
  expect(missing).toBe(typical);
});

test('rows of another width are refused with both widths', () => {
  expect(() => scoreRows(fitForest(calm, { seed: 1 }), rowsOf([[1, 2]]))).toThrow('knows 3 columns, these rows have 2');
  expect(() => rowsOf([[1, 2], [1]])).toThrow('row 1 has 1 values, row 0 has 2');
  expect(() => fitForest(rowsOf([]), { seed: 1 })).toThrow('1 to 2147483647 rows, not 0');
});

const anyNumber = fc.double({ noDefaultInfinity: false, noNaN: false });

test('row 31, row 44: scores and contributions of any numbers are finite, and scores lie in 0..1', () => {
  const anyRows = fc
    .integer({ min: 1, max: 4 })
    .chain((width) =>
      fc.array(fc.array(anyNumber, { minLength: width, maxLength: width }), { minLength: 1, maxLength: 40 }),
    );
  fc.assert(
    fc.property(anyRows, fc.integer(), (table, seed) => {
      const rows = rowsOf(table);
      const forest = fitForest(rows, { seed, trees: 10, sampleSize: 16 });
      for (const score of scoreRows(forest, rows)) expect(score > 0 && score <= 1).toBe(true);
      expect([...contributions(forest, rowsOf([table[0] as number[]]))].every(Number.isFinite)).toBe(true);
    }),
  );
});

test('row 30: what stands beside a row says nothing of it', () => {
  const forest = fitForest(calm, { seed: 1 });
  const alone = scoreRows(forest, rowsOf([[0.3, 0.2, 0.1]]))[0];
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 9 }), (before) => {
      const others = Array.from({ length: before }, (_, i) => [i, i, i]);
      expect(scoreRows(forest, rowsOf([...others, [0.3, 0.2, 0.1]])).at(-1)).toBe(alone);
    }),
  );
});

test('scaling and shifting a column by powers of two changes no score', () => {
  const scaled = { ...calm, values: calm.values.map((value) => value * 1024) };
  const score = (rows: typeof calm) => scoreRows(fitForest(rows, { seed: 3 }), rows);
  expect([...score(scaled)]).toEqual([...score(calm)]);
});
