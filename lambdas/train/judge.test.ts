import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { TrainedBaseline } from './baseline.ts';
import { judge, WINDOW_MS } from './judge.ts';

const HOUR_MS = 3_600_000;
const baseline = (over: Partial<TrainedBaseline> = {}): TrainedBaseline => ({
  serviceId: 'i-1/shop/cart',
  feature: 'latencySecondsP95',
  median: 0.1,
  mad: 0.01,
  rows: 200,
  trainedAtMs: 0,
  ...over,
});

test('the first training is taken, and so is an ordinary day', () => {
  expect(judge([baseline()], [], 0)).toMatchObject({ accepted: 1, refused: [] });
  const busier = baseline({ median: 0.2, trainedAtMs: HOUR_MS });
  expect(judge([busier], [baseline()], HOUR_MS)).toEqual({ baselines: [busier], accepted: 1, refused: [] });
});

test('row 42: a wild level keeps the last good one, and says why', () => {
  const wild = baseline({ median: 100, trainedAtMs: HOUR_MS });
  expect(judge([wild], [baseline()], HOUR_MS)).toEqual({
    baselines: [baseline()],
    accepted: 0,
    refused: [{ serviceId: 'i-1/shop/cart', feature: 'latencySecondsP95', reason: 'median 100 after 0.1' }],
  });
});

test('a level that lasted a whole window is the new normal', () =>
  expect(judge([baseline({ median: 100 })], [baseline()], WINDOW_MS)).toMatchObject({ accepted: 1 }));

test('what has no history now keeps its last good baseline', () => {
  const user = baseline({ serviceId: 'i-1/shop/user' });
  expect(judge([baseline({ median: 0.11 })], [baseline(), user], HOUR_MS).baselines).toEqual([
    baseline({ median: 0.11 }),
    user,
  ]);
});

test('row 42: whatever is trained, what is in force is finite', () => {
  const figure = fc.double({ noDefaultInfinity: false, noNaN: false });
  fc.assert(
    fc.property(fc.array(fc.record({ median: figure, mad: figure })), (trained) => {
      const { baselines } = judge(trained.map(baseline), [baseline()], HOUR_MS);
      for (const { median, mad } of baselines) {
        expect(Number.isFinite(median)).toBe(true);
        expect(mad).toBeGreaterThanOrEqual(0);
      }
    }),
  );
});
