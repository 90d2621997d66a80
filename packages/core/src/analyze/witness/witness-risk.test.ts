import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { MetricSpec } from './metric-spec.ts';
import { fitWitnesses, type Row, witnessTuning } from './witness-model.ts';
import { witnessRisk } from './witness-risk.ts';

const specs: readonly MetricSpec[] = [
  { name: 'cpu', family: 'cpu', unit: 'm', negligible: 1 },
  { name: 'memory', family: 'memory', unit: 'Mi', negligible: 5 },
  { name: 'p95', family: 'server-latency', unit: 's', negligible: 0.01 },
  { name: 'p99', family: 'server-latency', unit: 's', negligible: 0.01 },
];
const usual: readonly Row[] = Array.from({ length: 200 }, (_, i) => [10 + (i % 3), 100, 0.1 + 0.01 * (i % 5), 0.2]);
const model = fitWitnesses(specs, usual);
const score = (...rows: Row[]) => witnessRisk(model, rows).score;

test('what is usual scores nothing', () => expect(score([11, 100, 0.12, 0.2])).toBe(0));

test('one family alone stays below the limit of 6, two are above it', () => {
  expect(score([900, 100, 0.12, 0.2])).toBe(5);
  expect(score([900, 100, 3, 4])).toBe(10);
});

test('one odd percentile is no witness', () => expect(score([11, 100, 0.12, 9])).toBeLessThan(1));

test('a level of memory that moved an hour ago is no news, one that moves now is', () => {
  const high = [11, 300, 0.12, 0.2];
  expect(score(...Array.from({ length: 60 }, () => high))).toBe(0);
  expect(score(...usual.slice(0, 60), high)).toBeGreaterThanOrEqual(4);
  const trusting = fitWitnesses(specs, usual, { ...witnessTuning, drifting: [] });
  expect(
    witnessRisk(
      trusting,
      Array.from({ length: 60 }, () => high),
    ).score,
  ).toBe(5);
});

test('a change that is too small for one row shows in the mean of three', () => {
  const noisy = fitWitnesses(
    specs.slice(0, 1),
    [10, 14, 12, 10, 13, 11, 14, 12, 10, 14, 11, 13].map((cpu) => [cpu]),
  );
  expect(witnessRisk(noisy, [[14], [14], [14]]).score).toBeGreaterThan(witnessRisk(noisy, [[10], [14]]).score);
});

test('a witness names its metric with value, usual range and unit', () =>
  expect(witnessRisk(model, [[60, 100, 0.12, 0.2]]).witnesses).toMatchObject([
    { metric: 'cpu', value: expect.closeTo(60), words: 'cpu, mean of the last 3, is 60 m, usual are 10.6 m to 11.3 m' },
  ]));

test('gaps, infinities and missing columns say nothing', () => {
  expect(score([Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY])).toBe(0);
  expect(witnessRisk(fitWitnesses(specs, []), [[1, 2, 3, 4]]).score).toBe(0);
  expect(witnessRisk(model, []).score).toBe(0);
});

test('a value as large as numbers get is still one when it is told', () => {
  const idle = fitWitnesses(specs, [[0, 0]]);
  expect(witnessRisk(idle, [[0, Number.MAX_VALUE]]).witnesses).toMatchObject([{ value: Number.MAX_VALUE }]);
});

const anyRows = fc.array(fc.array(fc.double(), { maxLength: 4 }), { maxLength: 80 });

test('no NaN ever comes out, whatever goes in', () =>
  fc.assert(
    fc.property(anyRows, anyRows, (past, recent) => {
      const { risk, score, witnesses } = witnessRisk(fitWitnesses(specs, past), recent);
      expect([risk, score].every(Number.isFinite)).toBe(true);
      expect(witnesses.every((w) => Number.isFinite(w.value) && !w.words.includes('NaN'))).toBe(true);
    }),
    { numRuns: 50 },
  ));

test('the order of the metrics changes nothing', () =>
  fc.assert(
    fc.property(fc.array(fc.nat(400), { minLength: 4, maxLength: 4 }), (row) => {
      const turned = fitWitnesses(
        specs.toReversed(),
        usual.map((r) => r.toReversed()),
      );
      expect(witnessRisk(turned, [row.toReversed()]).score).toBeCloseTo(score(row));
    }),
  ));
