import { aMemory } from '@ares/simulator';
import { expect, test } from 'vitest';
import type { Action } from '../model/action.ts';
import type { FeatureName } from '../model/feature.ts';
import type { ServiceMemory } from '../model/knowledge.ts';
import { aContainer, aFleet, aHost, aKnowledge, anAction, HOST, NOW } from '../testing/fixtures.ts';
import { CLOSED_MINUTES } from './minutes.ts';
import { remember } from './remember.ts';

const { imageId, configHash } = aContainer('cart');
const BUILD = `${imageId} ${configHash}`;

function after(
  before: Partial<ServiceMemory>,
  over: Parameters<typeof aContainer>[1] = {},
  nowMs = NOW,
): ServiceMemory {
  const fleet = aFleet([aHost([aContainer('cart', over)])], { nowMs });
  const view = fleet.views.get(`${HOST}/shop/cart`);
  if (view === undefined) throw new Error('no view');
  return remember(view, aMemory({ service: 'cart', ...before }), fleet);
}

test('another image or configuration is a deploy, under whatever name; a further replica or a recreate is not', () => {
  const builds = { 'shop-cart-1': BUILD };
  expect(after({ builds }, { imageId: 'sha256:2' }).deploySeenAtMs).toBe(NOW);
  expect(after({ builds }, { configHash: 'c2' }).deploySeenAtMs).toBe(NOW);
  expect(after({ builds }, { id: 'b'.repeat(64) }).deploySeenAtMs).toBeUndefined();
  expect(after({ builds }, { name: 'shop-cart-2' }).deploySeenAtMs).toBeUndefined();
  expect(after({ builds }, { name: '0f1e2d3c4b5a_shop-cart-1', configHash: 'c2' }).deploySeenAtMs).toBe(NOW);
  expect(after({ builds: {} }).deploySeenAtMs).toBeUndefined();
});

test('a deploy is seen once, in whatever steps Compose makes it', () => {
  const steps = [
    { configHash: 'c2', name: '0f1e2d3c4b5a_shop-cart-1', state: 'created' },
    { configHash: 'c2' },
    { configHash: 'c2' },
  ] as const;
  let memory = after({ builds: { 'shop-cart-1': BUILD } });
  for (const [i, step] of steps.entries()) memory = after(memory, step, NOW + i * 1_000);
  expect(memory.deploySeenAtMs).toBe(NOW);
});

test('what ARES is just making is no deploy', () => {
  const recycle = anAction('cart', { kind: 'recycle', state: 'sent' });
  const fleet = aFleet([aHost([aContainer('cart', { id: 'b'.repeat(64), configHash: 'c2' })])], {
    knowledge: aKnowledge({ actions: [recycle] }),
  });
  const view = fleet.views.get(`${HOST}/shop/cart`);
  const before = aMemory({ service: 'cart', builds: { 'shop-cart-1': BUILD } });
  expect(view && remember(view, before, fleet)).toMatchObject({ builds: before.builds });
  expect(view && remember(view, before, fleet).deploySeenAtMs).toBeUndefined();
});

test('a container that ARES made is no deploy, whatever hash Compose writes on it', () => {
  const result = { containerIdAfter: 'b'.repeat(64) } as NonNullable<Action['result']>;
  const recycle = anAction('cart', {
    kind: 'recycle',
    state: 'finished',
    outcome: 'effective',
    finishedAtMs: NOW,
    result,
  });
  const host = aHost([aContainer('cart', { id: 'b'.repeat(64), configHash: 'c2' })]);
  const fleet = aFleet([host], { knowledge: aKnowledge({ actions: [recycle] }) });
  const view = fleet.views.get(`${HOST}/shop/cart`);
  const before = aMemory({ service: 'cart', builds: { 'shop-cart-1': BUILD } });
  expect(view && remember(view, before, fleet).deploySeenAtMs).toBeUndefined();
});

test('row 38: flapping starts above half of the checks changed and ends below a quarter', () => {
  expect(after({ checks: '01'.repeat(10) }).flapping).toBe(true);
  expect(after({ checks: '1'.repeat(10).concat('01'.repeat(5)), flapping: true }).flapping).toBe(true);
  expect(after({ checks: '1'.repeat(20), flapping: true }).flapping).toBe(false);
});

test('woken ticks do not add checks', () => expect(after({ checks: '1', checkedAtMs: NOW - 1_000 }).checks).toBe('1'));

const name = (n: number): string => `${'x'.repeat(127)}${n}`;
const grows = { startedAt: '2026-01-01T00:00:00.123456789Z', slot: 9_999_999, shares: Array<number>(36).fill(9_999) };

// What a person stopped does not grow.
test.each([
  {
    what: 'held by people',
    of: { hands: [1, 2, 3].map((n) => ({ containerName: name(n), kind: 'remove', atMs: NOW }) as const) },
  },
  { what: 'growing', of: { growth: Object.fromEntries([1, 2, 3].map((n) => [name(n), grows])) } },
])('memory stays below 4 KB: three containers, $what', ({ of }) => {
  const block = { n: 100_000, top: Array<number>(32).fill(0.1234) };
  const five = Array<number>(5).fill(12.3457);
  const closed = Array(CLOSED_MINUTES).fill([NOW, 0.123, 0.456, 0.0789, 0.0123, 1_230]);
  const words = 'x'.repeat(100);
  const reason = {
    feature: 'latencySecondsP95',
    value: 0.123,
    expected: '80.1 ms to 120 ms',
    atMs: NOW,
    weight: 0.33,
    words,
  };
  const full = {
    ...after({
      checks: '1'.repeat(21),
      baselines: { latencySecondsP95: { n: 1_000_000, mean: Math.PI, deviation: Math.E } },
      cpuHot: '1'.repeat(12),
    }),
    latencyFarOut: { bits: '111', raised: true, atMs: NOW, tail: { atMs: NOW, fromMs: NOW, ...block, before: block } },
    minutes: { open: { atMs: NOW, sums: five, counts: five, seenAtMs: Array<number>(5).fill(NOW) }, closed },
    risk: { bits: '111', raised: true, atMs: NOW, risk: 0.999999, symptom: 'latency', evidence: Array(3).fill(reason) },
    ranked: { incidentId: 'x'.repeat(36), atMs: NOW, root: name(1) },
    ...of,
  };
  expect(JSON.stringify(full).length).toBeLessThan(4_096);
});

test('people are told since when it is as it is, how many run and what ARES may do', () => {
  const since = { health: 'HEALTHY', healthSinceMs: 7 } as const;
  expect(after(since)).toMatchObject({ healthSinceMs: 7, replicas: { running: 1, known: 1 }, autonomy: 'auto' });
  expect(after(since, { state: 'exited' })).toMatchObject({
    health: 'DOWN',
    healthSinceMs: NOW,
    replicas: { running: 0, known: 1 },
  });
});

test('the last values are kept while they are fresh, the highest of all replicas', () => {
  const sample = (feature: FeatureName, value: number, atMs: number, containerName = 'shop-cart-1') =>
    ({ service: 'cart', project: 'shop', containerName, feature, value, atMs }) as const;
  const containers = [aContainer('cart'), aContainer('cart', { name: 'shop-cart-2', id: 'b'.repeat(64) })];
  const seen = (ageMs: number) => {
    const samples = [
      sample('cpuLimitRatio', 0.123456, NOW - ageMs),
      sample('cpuLimitRatio', 0.5, NOW - ageMs, 'shop-cart-2'),
      sample('memoryExhaustionSeconds', 9, NOW - ageMs),
    ];
    const fleet = aFleet([aHost(containers, { metrics: { samples, quarantined: 0, dropped: 0 } })]);
    const view = fleet.views.get(`${HOST}/shop/cart`);
    return view && remember(view, aMemory({ service: 'cart', signals: { errorRatio1m: 1 } }), fleet);
  };
  expect(seen(1_000)?.signals).toEqual({ cpuLimitRatio: 0.5 });
  expect(seen(60_000)?.signals).toBeUndefined();
});

test('an effective scale-out is remembered until its replicas are gone', () => {
  const out = anAction('cart', {
    kind: 'scale-out',
    replicas: 2,
    state: 'finished',
    outcome: 'effective',
    finishedAtMs: NOW,
  });
  const two = [aContainer('cart'), aContainer('cart', { name: 'shop-cart-2', id: 'b'.repeat(64) })];
  const seen = (containers: readonly ReturnType<typeof aContainer>[], before = aMemory({ service: 'cart' })) => {
    const fleet = aFleet([aHost(containers)], { knowledge: aKnowledge({ actions: [out] }) });
    const view = fleet.views.get(`${HOST}/shop/cart`);
    return view && remember(view, before, fleet);
  };
  const scaled = { incidentId: 'incident-cart', from: 1, to: 2, atMs: NOW };
  expect(seen(two)?.scaled).toEqual(scaled);
  expect(seen([aContainer('cart')], aMemory({ service: 'cart', scaled }))?.scaled).toBeUndefined();
});

/** What is learnt of readings that come one after another. */
function learnt(readings: readonly Partial<Record<FeatureName, readonly [value: number, atMs: number]>>[]) {
  return readings.reduce((before, reading) => {
    const samples = Object.entries(reading).map(([feature, [value, atMs]]) => ({
      service: 'cart',
      project: 'shop',
      containerName: 'shop-cart-1',
      feature: feature as FeatureName,
      value,
      atMs,
    }));
    const fleet = aFleet([aHost([aContainer('cart')], { metrics: { samples, quarantined: 0, dropped: 0 } })]);
    const view = fleet.views.get(before.serviceId);
    if (view === undefined) throw new Error('no view');
    return remember(view, before, fleet);
  }, aMemory());
}

test('row 30: a sample that is read again counts once, also beside a new one of another feature', () => {
  const { cpuHot, baselines } = learnt([
    { cpuLimitRatio: [1, 1_000], requestsPerSecond: [10, 1_000] },
    { cpuLimitRatio: [1, 1_000], requestsPerSecond: [10, 2_000] },
    { cpuLimitRatio: [1, 1_000], requestsPerSecond: [10, 2_000] },
  ]);
  expect(cpuHot).toBe('1');
  expect(baselines.requestsPerSecond?.n).toBe(2);
});

test('row 29: a sample that comes late is not counted after a newer one', () => {
  const inOrder = learnt([{ cpuLimitRatio: [0.1, 2_000], latencySecondsP95: [1, 2_000] }]);
  const late = learnt([
    { cpuLimitRatio: [0.1, 2_000], latencySecondsP95: [1, 2_000] },
    { cpuLimitRatio: [1, 1_000], latencySecondsP95: [9, 1_000] },
  ]);
  expect(late).toEqual(inOrder);
});

test('a latency that does not count yet holds nothing else up', () => {
  const first = learnt([{ latencySecondsP95: [0.2, NOW], cpuLimitRatio: [0.1, NOW] }]);
  const fleet = aFleet(
    [
      aHost([aContainer('cart')], {
        metrics: {
          samples: (['latencySecondsP95', 'cpuLimitRatio'] as const).map((feature) => ({
            service: 'cart',
            project: 'shop',
            containerName: 'shop-cart-1',
            feature,
            value: 1,
            atMs: NOW + 5_000,
          })),
          quarantined: 0,
          dropped: 0,
        },
      }),
    ],
    { nowMs: NOW + 5_000 },
  );
  const view = fleet.views.get(first.serviceId);
  const next = view && remember(view, first, fleet);
  expect(next).toMatchObject({ lastSeenAtMs: NOW + 5_000, checkedAtMs: NOW + 5_000, cpuHot: '01' });
  expect(next?.latencyFarOut).toBe(first.latencyFarOut);
});
