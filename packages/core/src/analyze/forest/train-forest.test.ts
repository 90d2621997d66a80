import { expect, test } from 'vitest';
import { forestToBytes } from './forest-bytes.ts';
import { serviceRows } from './testing/service-rows.ts';
import { AGREEMENT_MIN, type ForestTraining, trainForest } from './train-forest.ts';

const HOUR_MS = 3_600_000;
const columns = [
  'cpuLimitRatio',
  'memoryLimitRatio',
  'latencySecondsP95',
  'errorRatio1m',
  'requestsPerSecond',
] as const;
const train = (over: Partial<ForestTraining> = {}) =>
  trainForest({
    serviceId: 'h/shop/cart',
    columns,
    rows: serviceRows(288, 1),
    referee: () => 0.9,
    nowMs: HOUR_MS,
    ...over,
  });

function promoted(over: Partial<ForestTraining> = {}) {
  const answer = train(over);
  if (answer.kind === 'refused') throw new Error(answer.reason);
  return answer.trained;
}

test('what is promoted tells what it rests on, and is small', () => {
  const trained = promoted();
  expect(trained).toMatchObject({ serviceId: 'h/shop/cart', columns, rows: 288, agreement: 0.9, trainedAtMs: HOUR_MS });
  expect(forestToBytes(trained.forest).length).toBeLessThan(128 * 1024);
});

test('the same history gives the same bits', () =>
  expect(forestToBytes(promoted().forest)).toEqual(forestToBytes(promoted().forest)));

test('the referee gets every row whole, and our score of it', () => {
  let asked: Parameters<ForestTraining['referee']> | undefined;
  const rows = serviceRows(100, 2).map((row, i) => (i === 7 ? row.map(() => Number.NaN) : row));
  promoted({
    rows,
    referee: (...all) => {
      asked = all;
      return 1;
    },
  });
  const [complete = [], scores = []] = asked ?? [];
  expect([complete.length, scores.length]).toEqual([100, 100]);
  expect(complete.flat().every(Number.isFinite)).toBe(true);
});

test.for([
  ['too little history', { rows: serviceRows(59, 1) }, 'there are 59 rows of quiet history, and it takes 60'],
  [
    'row 44: a constant history',
    { rows: serviceRows(99, 1).map(() => [1, 1, 1, 1, 1]) },
    'nothing in its history varies',
  ],
  [
    'a referee that ranks otherwise',
    { referee: () => AGREEMENT_MIN - 0.01 },
    'ranks its history otherwise (Spearman 0.59',
  ],
  ['a referee without an answer', { referee: () => Number.NaN }, 'ranks its history otherwise (Spearman NaN'],
] as const)('row 42: %s is refused, in words', ([, over, words]) => {
  const answer = train(over);
  expect(answer).toMatchObject({ kind: 'refused', serviceId: 'h/shop/cart' });
  expect(answer).toMatchObject({ reason: expect.stringContaining(words) });
});

const poisoned = serviceRows(288, 3).map((row) => row.map((value) => value * 1_000));

test('row 42, row 33: history that the model in force finds strange is refused', () =>
  expect(train({ rows: poisoned, lastGood: promoted() })).toMatchObject({
    kind: 'refused',
    reason: expect.stringContaining('the model in force finds its history strange'),
  }));

test('the next ordinary history is taken, and so is what lasted a day or has other columns', () => {
  const lastGood = promoted();
  expect(train({ rows: serviceRows(288, 4), lastGood }).kind).toBe('promoted');
  expect(train({ rows: poisoned, lastGood, nowMs: 25 * HOUR_MS }).kind).toBe('promoted');
  expect(train({ rows: poisoned, lastGood: { ...lastGood, columns: columns.toReversed() } }).kind).toBe('promoted');
});

test('a model of the first quiet minutes does not keep out the busy hour that follows', () => {
  const quiet = serviceRows(60, 5).map((row) => row.map((value) => value / 100));
  const lastGood = promoted({ rows: quiet });
  expect(train({ rows: [...quiet, ...serviceRows(120, 6)], lastGood }).kind).toBe('promoted');
});
