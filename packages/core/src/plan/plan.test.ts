import { aMemory, aPolicy, aProfile, aSnapshot } from '@ares/simulator';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { guardNames } from '../model/decision.ts';
import { aContainer, aHost, anAction, aVerdict, crashed, NOW } from '../testing/fixtures.ts';
import { decide, failed, needsDb, type Scene, stop } from './testing/scene.ts';

test('a crash with nothing in the way is restarted, and all twelve guards were asked in order', () => {
  const decision = decide();
  expect(decision).toMatchObject({ kind: 'act', action: 'restart', rung: 0 });
  expect(decision.answers.map((a) => a.guard)).toEqual(guardNames);
});

test.each<{ name: string; scene: Scene; guard: string }>([
  {
    name: 'row 47: the kill switch',
    scene: { knowledge: { killSwitch: { on: true, by: 'ann', reason: 'drill', sinceMs: NOW } } },
    guard: 'kill-switch',
  },
  {
    name: 'row 48: no valid policy was ever read',
    scene: { policy: { version: 'builtin' }, input: { policyRejected: 'line 3' } },
    guard: 'policy',
  },
  {
    name: 'row 10: a host that does not answer',
    scene: { input: { host: { hostId: 'host-1', unreachable: 'timeout' } } },
    guard: 'telemetry',
  },
  {
    name: 'row 23: a Docker daemon that hangs',
    scene: {
      input: { host: aHost([], { snapshot: aSnapshot({ containers: [], docker: { ok: false, lastOkAtMs: 0 } }) }) },
    },
    guard: 'telemetry',
  },
  {
    name: 'row 10: a metric symptom without a sample',
    scene: { verdict: { symptom: 'memory-growth', evidence: [] }, containers: [aContainer('cart')] },
    guard: 'telemetry',
  },
  {
    name: 'row 10: a symptom of stale samples beside fresh ones of something else',
    scene: {
      verdict: {
        symptom: 'memory-growth',
        evidence: [NOW - 1_000, NOW - 60_000].map((atMs) => ({ feature: 'f', value: 1, words: 'w', atMs })),
      },
      containers: [aContainer('cart')],
      samples: [{ service: 'cart', project: 'shop', feature: 'requestsPerSecond', value: 1, atMs: NOW }],
    },
    guard: 'telemetry',
  },
  {
    name: 'a maintenance window',
    scene: { policy: { maintenance: [{ fromMs: NOW - 1, toMs: NOW + 1, services: [] }] } },
    guard: 'maintenance',
  },
  { name: 'a deploy just seen', scene: { memory: { deploySeenAtMs: NOW - 60_000 } }, guard: 'maintenance' },
  { name: 'a person stopped it', scene: { snapshot: { intents: [stop] } }, guard: 'human-intent' },
  {
    name: 'intent unknown after a gap',
    scene: { snapshot: { intentUnknownSinceMs: NOW - 9_000 } },
    guard: 'human-intent',
  },
  {
    name: 'row 40: its database is down',
    scene: { containers: [crashed('cart', needsDb), crashed('postgres')], others: [aVerdict('postgres')] },
    guard: 'root',
  },
  { name: 'row 39: a storm', scene: { input: { stormUntilMs: NOW + 1 } }, guard: 'storm' },
  {
    name: 'the last replica that still serves',
    scene: {
      containers: [aContainer('cart')],
      verdict: { symptom: 'memory-growth' },
      input: { fruitless: [] },
      policy: { telemetryStaleMs: Number.POSITIVE_INFINITY },
    },
    guard: 'blast-radius',
  },
  {
    name: 'the budget of a service that its replicas have used up',
    scene: { knowledge: { actions: failed(12, { outcome: 'effective', containerName: 'shop-cart-2' }) } },
    guard: 'blast-radius',
  },
  {
    name: 'cooling down',
    scene: { knowledge: { actions: failed(1, { finishedAtMs: NOW - 5_000 }) } },
    guard: 'cooldown',
  },
  {
    name: 'back-off doubles',
    scene: { knowledge: { actions: failed(2, { finishedAtMs: NOW - 15_000 }) } },
    guard: 'cooldown',
  },
  { name: 'row 38: flapping', scene: { memory: { flapping: true } }, guard: 'cooldown' },
  {
    name: 'Docker restarts it',
    scene: { containers: [crashed('cart', { restartPolicy: { name: 'always', maxRetries: 0 } })] },
    guard: 'in-flight',
  },
  { name: 'shadow', scene: { policy: { profiles: { default: aProfile({ autonomy: 'shadow' }) } } }, guard: 'autonomy' },
  {
    name: 'approval',
    scene: { policy: { profiles: { default: aProfile({ autonomy: 'approve' }) } } },
    guard: 'autonomy',
  },
])('$name holds', ({ scene, guard }) => {
  const decision = decide(scene);
  expect(decision).toMatchObject({ kind: 'hold', guard });
  expect(decision.answers.at(-1)).toMatchObject({ guard, answer: 'hold' });
});

test('shadow says what it would have done', () =>
  expect(decide({ policy: { profiles: { default: aProfile({ autonomy: 'shadow' }) } } })).toMatchObject({
    would: 'restart',
  }));

test.each([
  { name: 'its own', over: {}, want: { kind: 'hold', guard: 'in-flight' } },
  { name: 'one of the whole service', over: { symptom: 'cpu-overload' }, want: { kind: 'hold', guard: 'in-flight' } },
  { name: 'one of another replica', over: { containerName: 'shop-cart-2' }, want: { kind: 'act' } },
] as const)('with room in every budget, an action in flight: $name', ({ over, want }) => {
  const actions = [anAction('cart', { ...over, state: 'sent' })];
  const budgets = { ...aPolicy().budgets, service: { inFlightMax: 2, perHourMax: 12 } };
  expect(decide({ policy: { budgets }, knowledge: { actions } })).toMatchObject(want);
});

test('an intent that no longer concerns this container does not hold', () =>
  expect(decide({ snapshot: { intents: [{ ...stop, containerId: 'b'.repeat(64) }] } })).toMatchObject({ kind: 'act' }));

test('of two replicas that serve, the second is left alone while the first is in hand', () => {
  const containers = [aContainer('cart'), aContainer('cart', { name: 'shop-cart-2', id: 'b'.repeat(64) })];
  const verdict = { symptom: 'unhealthy' } as const;
  const budgets = { ...aPolicy().budgets, service: { inFlightMax: 2, perHourMax: 12 } };
  const other = anAction('cart', { containerName: 'shop-cart-2', containerId: 'b'.repeat(64), state: 'intended' });
  expect(decide({ containers, verdict, policy: { budgets } })).toMatchObject({ kind: 'act' });
  expect(decide({ containers, verdict, policy: { budgets }, knowledge: { actions: [other] } })).toMatchObject({
    guard: 'blast-radius',
    reason: 'the last replica that still serves',
  });
});

test('row 55: the dependency has been well for long enough, the child is healed', () => {
  const containers = [crashed('cart', needsDb), aContainer('postgres')];
  const services = [aMemory({ service: 'cart' }), aMemory({ service: 'postgres', wellSinceMs: NOW - 20_000 })];
  expect(decide({ containers, knowledge: { services } })).toMatchObject({ kind: 'act' });
});

test('row 54: just after the dependency is well again a failing child is left to find its feet', () => {
  const containers = [aContainer('cart', needsDb), aContainer('postgres')];
  const services = [aMemory({ service: 'cart' }), aMemory({ service: 'postgres', wellSinceMs: NOW - 2_000 })];
  expect(decide({ containers, knowledge: { services }, verdict: { symptom: 'unhealthy' } })).toMatchObject({
    guard: 'root',
  });
});

test('whatever the history, no action while one is in flight, paused or human-stopped', () =>
  fc.assert(
    fc.property(
      fc.record({ inFlight: fc.boolean(), paused: fc.boolean(), human: fc.boolean(), fruitless: fc.nat({ max: 6 }) }),
      ({ inFlight, paused, human, fruitless }) => {
        const running = anAction('cart', { id: 'running', state: 'sent' });
        const actions = [...failed(fruitless), ...(inFlight ? [running] : [])];
        const killSwitch = { on: paused, by: 'ann', reason: '', sinceMs: 0 };
        const decision = decide({ knowledge: { actions, killSwitch }, snapshot: { intents: human ? [stop] : [] } });
        if (inFlight || paused || human) expect(decision.kind).toBe('hold');
        else expect(decision.kind).toBe(fruitless >= 3 ? 'escalate' : 'act');
      },
    ),
  ));
