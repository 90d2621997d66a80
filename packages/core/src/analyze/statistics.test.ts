import { aMemory } from '@ares/simulator';
import { expect, test } from 'vitest';
import type { FeatureName } from '../model/feature.ts';
import type { Baseline } from '../model/knowledge.ts';
import { aContainer, aFleet, aHost, HOST, NOW } from '../testing/fixtures.ts';
import { statistics } from './statistics.ts';

const usual: Record<string, Baseline> = {
  latencySecondsP95: { n: 100, mean: 0.05, deviation: 0.005 },
  requestsPerSecond: { n: 100, mean: 10, deviation: 1 },
};

function findings(
  values: Partial<Record<FeatureName, number>>,
  memory = aMemory({ service: 'cart', baselines: usual }),
) {
  const samples = Object.entries(values).map(([feature, value]) => ({
    service: 'cart',
    project: 'shop',
    containerName: 'shop-cart-1',
    feature: feature as FeatureName,
    value,
    atMs: NOW - 1_000,
  }));
  const fleet = aFleet([aHost([aContainer('cart')], { metrics: { samples, quarantined: 0, dropped: 0 } })]);
  const view = fleet.views.get(`${HOST}/shop/cart`);
  return view ? statistics(view, memory).map(({ symptom, weight }) => `${weight} ${symptom}`) : [];
}

const hot = aMemory({ service: 'cart', baselines: usual, cpuHot: '111111110000' });

test.each([
  { name: 'nothing out of the ordinary', values: { latencySecondsP95: 0.06, memoryLimitRatio: 0.5 }, want: [] },
  { name: 'a full cache is not a leak', values: { memoryLimitRatio: 0.9 }, want: ['tell memory-growth'] },
  {
    name: 'near the limit and soon exhausted',
    values: { memoryLimitRatio: 0.85, memoryExhaustionSeconds: 600 },
    want: ['act memory-growth'],
  },
  {
    name: 'exhaustion far off',
    values: { memoryLimitRatio: 0.85, memoryExhaustionSeconds: 7_200 },
    want: ['tell memory-growth'],
  },
  { name: 'far above its usual latency', values: { latencySecondsP95: 0.5 }, want: ['tell latency'] },
  {
    name: 'burning its error budget at usual load',
    values: { errorRatio1m: 0.5, errorRatio5m: 0.2, requestsPerSecond: 11 },
    want: ['act errors'],
  },
  {
    name: 'errors under a load that it never saw',
    values: { errorRatio1m: 0.5, errorRatio5m: 0.2, requestsPerSecond: 90 },
    want: ['tell errors'],
  },
  {
    name: 'a short burst of errors',
    values: { errorRatio1m: 0.5, errorRatio5m: 0.05, requestsPerSecond: 10 },
    want: [],
  },
])('$name', ({ values, want }) => expect(findings(values)).toEqual(want));

test('a hot CPU acts only with latency suffering', () => {
  expect(findings({ cpuLimitRatio: 1 }, hot)).toEqual(['tell cpu-overload']);
  expect(findings({ cpuLimitRatio: 1, latencySecondsP95: 0.5 }, hot)).toContain('act cpu-overload');
});

test('row 44: too little history says nothing of latency', () =>
  expect(findings({ latencySecondsP95: 5 }, aMemory({ service: 'cart' }))).toEqual([]));

test('errors of a whole service are acted on where it has one container, and told where it could be any', () => {
  const burning: Partial<Record<FeatureName, number>> = { errorRatio1m: 0.5, errorRatio5m: 0.2, requestsPerSecond: 11 };
  const samples = Object.entries(burning).map(([feature, value]) => ({
    service: 'cart',
    project: 'shop',
    feature: feature as FeatureName,
    value,
    atMs: NOW,
  }));
  const found = (containers: readonly ReturnType<typeof aContainer>[]) => {
    const fleet = aFleet([aHost(containers, { metrics: { samples, quarantined: 0, dropped: 0 } })]);
    const view = fleet.views.get(`${HOST}/shop/cart`);
    return view && statistics(view, aMemory({ baselines: usual })).map((f) => [f.weight, f.containerName]);
  };
  expect(found([aContainer('cart')])).toEqual([['act', 'shop-cart-1']]);
  expect(found([aContainer('cart'), aContainer('cart', { name: 'shop-cart-2' })])).toEqual([['tell', '']]);
});

test('each replica whose memory is about to run out is named, and one that is gone is not', () => {
  const samples = [1, 2, 9].flatMap((n) =>
    (['memoryLimitRatio', 'memoryExhaustionSeconds'] as const).map((feature) => ({
      service: 'cart',
      project: 'shop',
      containerName: `shop-cart-${n}`,
      feature,
      value: feature === 'memoryLimitRatio' ? 0.9 : 60 * n,
      atMs: NOW,
    })),
  );
  const containers = [aContainer('cart'), aContainer('cart', { name: 'shop-cart-2' })];
  const fleet = aFleet([aHost(containers, { metrics: { samples, quarantined: 0, dropped: 0 } })]);
  const view = fleet.views.get(`${HOST}/shop/cart`);
  const found = view && statistics(view, undefined).map((f) => `${f.weight} ${f.symptom} ${f.containerName}`);
  expect(found).toEqual(['act memory-growth shop-cart-1', 'act memory-growth shop-cart-2']);
});
