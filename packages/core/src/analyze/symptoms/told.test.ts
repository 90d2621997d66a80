import { aMemory } from '@ares/simulator';
import { expect, test } from 'vitest';
import type { FeatureName } from '../../model/feature.ts';
import type { ServiceMemory } from '../../model/knowledge.ts';
import { aContainer, aFleet, aHost, HOST, NOW } from '../../testing/fixtures.ts';
import { statistics } from '../statistics.ts';

type Values = Partial<Record<FeatureName, number>>;

/** What is found of a service of which each replica shows its values. */
function found(replicas: readonly Values[], memory: Partial<ServiceMemory> = {}) {
  const names = replicas.map((_, i) => `shop-cart-${i + 1}`);
  const samples = replicas.flatMap((values, i) =>
    Object.entries(values).map(([feature, value]) => ({
      service: 'cart',
      project: 'shop',
      containerName: names[i] ?? '',
      feature: feature as FeatureName,
      value,
      atMs: NOW,
    })),
  );
  const containers = names.map((name) => aContainer('cart', { name }));
  const fleet = aFleet([aHost(containers, { metrics: { samples, quarantined: 0, dropped: 0 } })]);
  const view = fleet.views.get(`${HOST}/shop/cart`);
  return view ? statistics(view, aMemory({ service: 'cart', ...memory })) : [];
}

test('a budget that burns over hours is told of the whole service, so that no heal waits for its windows', () => {
  const burning = { errorRatio6h: 0.08, errorRatio30m: 0.1, requestsPerSecond: 5 };
  expect(found([burning])).toMatchObject([
    {
      symptom: 'errors',
      weight: 'tell',
      containerName: '',
      evidence: [
        {
          feature: 'errorRatio6h',
          value: 0.08,
          expected: '< 6 %',
          words: '8 % of requests failed in 6 h, 10 % in 30 min: spends 5 % of a 30-day budget in 6 h or faster',
        },
      ],
    },
  ]);
});

test('one of many replicas burns as much as its share of the load', () => {
  const bad = { errorRatio1h: 0.3, errorRatio5m: 0.3, requestsPerSecond: 1 };
  expect(found([bad, { requestsPerSecond: 1 }])).toHaveLength(1);
  expect(found([bad, { requestsPerSecond: 9 }])).toEqual([]);
});

test('of hardly any requests a share says nothing', () =>
  expect(found([{ errorRatio1h: 1, errorRatio5m: 1, requestsPerSecond: 0.5 }])).toEqual([]));

/** Three hours of a share that grows to what it is now. */
const growth = (now: number, perSlot: number) => ({
  'shop-cart-1': {
    startedAt: '',
    slot: 100,
    shares: Array.from({ length: 36 }, (_, i) => Math.round(10_000 * (now - perSlot * (35 - i)))),
  },
});

test('a leak that fills its memory within two hours is told with its interval', () => {
  expect(found([{ memoryLimitRatio: 0.6 }], { growth: growth(0.6, 0.018) })).toMatchObject([
    {
      symptom: 'memory-growth',
      weight: 'tell',
      containerName: 'shop-cart-1',
      evidence: [
        {
          feature: 'memoryForecastSeconds',
          expected: '> 2 h',
          words: expect.stringMatching(
            /^memory at 60 % of its limit grows by 22 % an hour: exhausted in about 1\.9 h \(at soonest in 1\.9 h, at latest in 1\.9 h, 95 %\)$/,
          ),
        },
      ],
    },
  ]);
});

test('a slower leak is told beside a high share only, and a forecast alone is never acted on', () => {
  const slow = { growth: growth(0.6, 0.004) };
  expect(found([{ memoryLimitRatio: 0.6 }], slow)).toEqual([]);
  const high = found([{ memoryLimitRatio: 0.85 }], { growth: growth(0.85, 0.02) });
  expect(high.map(({ weight, evidence }) => [weight, evidence.length])).toEqual([['tell', 2]]);
});

test('slower than about once a week is told', () => {
  const top = Array.from({ length: 32 }, (_, i) => 0.32 - i / 1_000);
  const memory = {
    latencyFarOut: {
      bits: '011',
      raised: true,
      atMs: NOW,
      tail: { atMs: NOW, fromMs: NOW, n: 2_000, top, before: { n: 0, top: [] } },
    },
  };
  expect(found([{ latencySecondsP95: 1.5 }], memory)).toMatchObject([
    {
      symptom: 'latency',
      weight: 'tell',
      evidence: [{ words: expect.stringMatching(/^p95 latency 1500 ms; above 4\d\d ms, .* in 2 of 3 min$/) }],
    },
  ]);
  const over = { latencyFarOut: { ...memory.latencyFarOut, raised: false } };
  expect(found([{ latencySecondsP95: 1.5 }], over)).toEqual([]);
});
