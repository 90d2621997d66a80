import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import type { MinuteRow } from '../../model/minute-rows.ts';
import type { Opinion } from '../../model/opinion.ts';
import { fitForest } from '../forest/fit-forest.ts';
import { rowsOf } from '../forest/rows.ts';
import { judgeMinute } from './judge-minute.ts';
import { isDue, learn } from './learn.ts';
import { modelsFromBytes, modelsToBytes } from './model-bytes.ts';
import { newServiceModel, type ServiceModel, usualRows } from './service-model.ts';
import { type Fault, shopMinute } from './testing/shop-minutes.ts';

const DAY = 1_440;
const KNOWN = 7 * DAY;

/** What is said of minutes, each learnt from unless it is not quiet. */
function judge(model: ServiceModel, from: number, to: number, fault?: Fault, isQuiet = true): readonly Opinion[] {
  return Array.from({ length: to - from }, (_, n) => {
    if (isDue(model)) learn(model, undefined);
    return judgeMinute(model, shopMinute(from + n, 0, fault), isQuiet);
  }).filter((opinion) => opinion !== undefined);
}

const copyOf = (model: ServiceModel): ServiceModel => {
  const copy = modelsFromBytes(modelsToBytes(new Map([['cart', model]])))?.get('cart');
  if (copy === undefined) throw new Error('not readable');
  return copy;
};

/** Seven quiet days, and what was said of the last. */
const known = newServiceModel();
let lastDay: readonly Opinion[] = [];
beforeAll(() => {
  judge(known, 0, KNOWN - DAY);
  lastDay = judge(known, KNOWN - DAY, KNOWN);
});

const fault = (factors: readonly number[]): Fault => ({ from: KNOWN, to: KNOWN + 10, factors });
const during = (factors: readonly number[], isQuiet = true) => {
  const model = copyOf(known);
  learn(model, fitForest(rowsOf(usualRows(model)), { seed: 1 }));
  return judge(model, KNOWN, KNOWN + 10, fault(factors), isQuiet);
};

test('a risk is a share of quiet minutes', () => {
  const reaching = (risk: number): number => lastDay.filter((opinion) => opinion.risk >= risk).length / lastDay.length;
  expect(reaching(0.9)).toBeLessThan(0.2);
  expect(reaching(0.99)).toBeLessThan(0.02);
  expect(reaching(0.999)).toBeLessThan(0.004);
});

test.each([
  { symptom: 'latency', factors: [1, 1, 6, 1, 1], feature: 'latencySecondsP95' },
  { symptom: 'latency', factors: [5, 1, 5, 1, 1], feature: 'latencySecondsP95' },
  { symptom: 'cpu-overload', factors: [8, 1, 1.2, 1, 1], feature: 'cpuLimitRatio' },
])('$symptom of factors $factors: each reason has value, range and weight', ({ symptom, factors, feature }) => {
  const said = during(factors);
  expect(said.slice(0, 5).filter(({ risk }) => risk >= 0.999).length).toBeGreaterThanOrEqual(2);
  const { evidence, symptom: name } = said[4] ?? { evidence: [] };
  expect(name).toBe(symptom);
  expect(evidence[0]).toMatchObject({ feature, expected: expect.stringMatching(/ to /), value: expect.any(Number) });
  expect(evidence.reduce((sum, { weight = 0 }) => sum + weight, 0)).toBeCloseTo(1, 1);
  for (const { words } of evidence) expect(words).toMatch(/is (above|below|within|\d)|seldom seen together/);
});

test.each([
  { what: 'load alone', factors: [1, 1, 1, 1, 6] },
  { what: 'what goes down', factors: [1, 0.3, 1, 1, 1] },
])('$what has a risk and no name', ({ factors }) => {
  const said = during(factors);
  expect(Math.max(...said.map(({ risk }) => risk))).toBeGreaterThan(0.98);
  expect(said.map(({ symptom }) => symptom)).toEqual(said.map(() => undefined));
});

test('a minute that is not quiet is judged and not learnt from', () => {
  const model = copyOf(known);
  learn(model, undefined);
  const before = modelsToBytes(new Map([['cart', { ...model, recent: [], lastAtMs: 0 }]]));
  expect(judge(model, KNOWN, KNOWN + 5, fault([1, 1, 5, 1, 1]), false).at(-1)?.risk).toBeGreaterThan(0.9);
  expect(model.rowsSince).toBe(0);
  expect(modelsToBytes(new Map([['cart', { ...model, recent: [], lastAtMs: 0 }]]))).toEqual(before);
});

test('rows 29, 30: a minute that comes twice or late changes nothing', () => {
  const model = copyOf(known);
  const before = modelsToBytes(new Map([['cart', model]]));
  for (const minute of [KNOWN - 1, KNOWN - 100])
    expect(judgeMinute(model, shopMinute(minute, 0), true)).toBeUndefined();
  expect(modelsToBytes(new Map([['cart', model]]))).toEqual(before);
});

test('a model that was put away goes on as if nothing had been, in 256 KB', () => {
  const [one, other] = [copyOf(known), copyOf(known)];
  for (const model of [one, other]) learn(model, undefined);
  const first = judge(one, KNOWN, KNOWN + 30);
  judge(other, KNOWN, KNOWN + 10);
  const again = copyOf(other);
  again.learnt = other.learnt;
  expect([...first.slice(10)]).toEqual(judge(again, KNOWN + 10, KNOWN + 30));
  expect(modelsToBytes(new Map([['cart', known]])).byteLength).toBeLessThan(256 * 1_024);
});

test('row 43: bytes that are damaged, cut off or of another version are none', () => {
  const bytes = modelsToBytes(new Map([['cart', known]]));
  const damaged = bytes.slice();
  damaged[5_000] = (damaged[5_000] ?? 0) ^ 1;
  const other = bytes.slice();
  other[0] = 9;
  for (const wrong of [damaged, other, bytes.slice(0, 40), new Uint8Array()])
    expect(modelsFromBytes(wrong)).toBeUndefined();
});

const anyRow = fc.tuple(
  fc.integer({ min: 0, max: 5 * DAY }).map((minute) => minute * 60_000),
  ...Array.from({ length: 5 }, () => fc.option(fc.double())),
);

test('row 31: whatever comes in, a risk is a number in 0..1', () =>
  fc.assert(
    fc.property(fc.array(anyRow, { maxLength: 30 }), (rows) => {
      const model = copyOf(known);
      model.lastAtMs = -1;
      learn(model, undefined);
      for (const row of rows) {
        const opinion = judgeMinute(model, row as MinuteRow, true);
        if (opinion === undefined) continue;
        expect(opinion.risk).toBeGreaterThanOrEqual(0);
        expect(opinion.risk).toBeLessThanOrEqual(1);
        for (const { weight } of opinion.evidence) expect(weight).toBeGreaterThanOrEqual(0);
      }
    }),
    { numRuns: 30 },
  ));
