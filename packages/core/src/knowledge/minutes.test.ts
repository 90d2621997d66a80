import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { FeatureName, FeatureSample } from '../model/feature.ts';
import type { Minutes } from '../model/knowledge.ts';
import { modelled } from '../model/modelled.ts';
import { CLOSED_MINUTES, minutesOf } from './minutes.ts';

const MINUTE_MS = 60_000;
/** After all samples. */
const NOW = 60 * MINUTE_MS;
const sample = (feature: FeatureName, value: number, atMs: number, containerName = 'shop-cart-1'): FeatureSample => ({
  ...{ service: 'cart', project: 'shop', containerName },
  ...{ feature, value, atMs },
});
const seen = (...ticks: readonly (readonly FeatureSample[])[]): Minutes | undefined =>
  ticks.reduce<Minutes | undefined>((before, samples) => minutesOf({ samples }, before, NOW).minutes, undefined);

test('a minute is the mean of its samples, of the highest replica, once the next one has begun', () => {
  const minutes = seen(
    [sample('cpuLimitRatio', 0.2, 5_000), sample('cpuLimitRatio', 0.4, 5_000, 'shop-cart-2')],
    [sample('cpuLimitRatio', 0.6, 20_000)],
    [sample('cpuLimitRatio', 0.9, MINUTE_MS)],
  );
  expect(minutes?.closed).toEqual([[0, 0.5, null, null, null, null]]);
  expect(minutes?.open).toMatchObject({ atMs: MINUTE_MS, sums: [0.9, 0, 0, 0, 0] });
});

test('a minute without samples is a gap and no row', () => {
  const minutes = seen([sample('errorRatio1m', 0, 1_000)], [sample('errorRatio1m', 0, 5 * MINUTE_MS)]);
  expect(minutes?.closed.map(([atMs]) => atMs)).toEqual([0]);
});

test('features whose scrapes straddle a minute each count in their own', () => {
  const minutes = seen([sample('requestsPerSecond', 9, MINUTE_MS), sample('cpuLimitRatio', 0.1, MINUTE_MS - 1)]);
  expect(minutes).toMatchObject({ closed: [[0, 0.1, null, null, null, null]], open: { sums: [0, 0, 0, 0, 9] } });
});

test('a host whose clock was ahead is heard again once it is right', () => {
  const [ahead, right] = [sample('cpuLimitRatio', 1, NOW + 6 * MINUTE_MS), sample('cpuLimitRatio', 2, NOW)];
  expect(minutesOf({ samples: [ahead] }, undefined, NOW)).toEqual({});
  const wrong = minutesOf({ samples: [ahead] }, undefined, NOW + 6 * MINUTE_MS).minutes;
  expect(wrong?.open.atMs).toBe(NOW + 6 * MINUTE_MS);
  expect(minutesOf({ samples: [right] }, wrong, NOW).minutes).toMatchObject({ open: { atMs: NOW }, closed: [] });
});

test('some minutes are kept', () => {
  const ticks = Array.from({ length: 40 }, (_, n) => [sample('cpuLimitRatio', n, n * MINUTE_MS)]);
  expect(seen(...ticks)?.closed.map(([atMs]) => atMs / MINUTE_MS)).toEqual(
    Array.from({ length: CLOSED_MINUTES }, (_, n) => 39 - CLOSED_MINUTES + n),
  );
});

const anySample = fc.record({
  feature: fc.constantFrom(...modelled),
  value: fc.double(),
  atMs: fc.integer({ min: 0, max: 10 * MINUTE_MS }),
});
const anyTicks = fc.array(fc.array(anySample.map(({ feature, value, atMs }) => sample(feature, value, atMs))));

test('rows 29, 30: a tick that comes twice, and samples that come late, change nothing', () =>
  fc.assert(
    fc.property(anyTicks, (ticks) => {
      const once = seen(...ticks);
      expect(seen(...ticks.flatMap((tick) => [tick, tick]))).toEqual(once);
      const newest = once?.open.atMs ?? 0;
      const late = modelled.map((feature) => sample(feature, 1, newest - 1));
      expect(seen(...ticks, late)).toEqual(once === undefined ? seen(late) : once);
    }),
  ));

test('row 31: nothing that is no number ever gets in, and minutes stand in the order of time', () =>
  fc.assert(
    fc.property(anyTicks, (ticks) => {
      const { closed = [], open } = seen(...ticks) ?? {};
      const numbers = closed.flat().filter((value) => value !== null);
      expect(numbers.every(Number.isFinite)).toBe(true);
      expect(open?.sums.some(Number.isNaN)).not.toBe(true);
      const times = closed.map(([atMs]) => atMs);
      expect(times).toEqual([...new Set(times)].toSorted((a, b) => a - b));
    }),
  ));
