import { anIncident, aSnapshot, probes } from '@ares/simulator';
import { expect, test } from 'vitest';
import type { ContainerState, HostSnapshot } from '../model/snapshot.ts';
import type { Verdict } from '../model/symptom.ts';
import { aContainer, aFleet, aHost, aKnowledge, anAction, aVerdict, crashed, NOW } from '../testing/fixtures.ts';
import { verify } from './verify.ts';

const ENDED = NOW - 4_000;
const restarted = { startedAtMs: ENDED - 500, startedAt: new Date(ENDED - 500).toISOString() };

interface Scene {
  readonly container?: ContainerState | null;
  readonly verdicts?: readonly Verdict[];
  readonly nowMs?: number;
  readonly snapshot?: Partial<HostSnapshot>;
  readonly others?: readonly ContainerState[];
  readonly newer?: boolean;
}

function outcome({
  container = aContainer('cart', restarted),
  verdicts = [],
  nowMs = NOW,
  snapshot,
  others = [],
  newer,
}: Scene) {
  const containers = [...(container ? [container] : []), ...others];
  const fleet = aFleet([aHost(containers, { snapshot: aSnapshot({ containers, ...snapshot }) })], {
    verdicts,
    nowMs,
    knowledge: aKnowledge({ incidents: newer ? [anIncident({ service: 'gateway', beganAtMs: ENDED + 100 })] : [] }),
  });
  const seen = verify(anAction('cart'), ENDED, fleet);
  return seen.kind === 'wait' ? 'wait' : seen.outcome;
}

const LATE = ENDED + 81_000;

test.each<{ name: string; scene: Scene; want: string }>([
  { name: 'three good probes after the action', scene: {}, want: 'effective' },
  {
    name: 'good probes of before prove nothing',
    scene: { container: aContainer('cart', { ...restarted, probes: probes('ok', 10, ENDED - 1_000) }) },
    want: 'wait',
  },
  {
    name: 'two are not enough',
    scene: { container: aContainer('cart', { ...restarted, probes: probes('ok', 2, ENDED + 1_001) }) },
    want: 'wait',
  },
  {
    name: 'row 19: success reported, still sick',
    scene: {
      container: aContainer('cart', { ...restarted, probes: probes('bad-status', 10, LATE - 1_000) }),
      verdicts: [aVerdict('cart')],
      nowMs: LATE,
    },
    want: 'ineffective',
  },
  { name: 'it died again', scene: { container: crashed('cart') }, want: 'ineffective' },
  {
    name: 'nothing to see until the deadline',
    scene: { container: aContainer('cart', { ...restarted, state: 'created' }) },
    want: 'wait',
  },
  { name: 'row 21: target gone', scene: { container: null, nowMs: LATE }, want: 'ineffective' },
  {
    name: 'a person stopped it meanwhile',
    scene: {
      snapshot: { intents: [{ containerName: 'shop-cart-1', containerId: 'a'.repeat(64), kind: 'stop', atMs: NOW }] },
    },
    want: 'inconclusive',
  },
  {
    name: 'row 16: the host went away',
    scene: { snapshot: { docker: { ok: false, lastOkAtMs: 0 } }, nowMs: LATE },
    want: 'unknown',
  },
  {
    name: 'a caller shows a new symptom',
    scene: {
      others: [aContainer('gateway', { labels: { dependsOn: ['cart'] } })],
      verdicts: [aVerdict('gateway', { symptom: 'unhealthy' })],
      newer: true,
    },
    want: 'wait',
  },
  {
    name: 'what a caller showed before is the old failure',
    scene: {
      others: [aContainer('gateway', { labels: { dependsOn: ['cart'] } })],
      verdicts: [aVerdict('gateway', { symptom: 'unhealthy' })],
    },
    want: 'effective',
  },
])('$name: $want', ({ scene, want }) => expect(outcome(scene)).toBe(want));

test('without a probe, running for the stable time is the proof', () => {
  const container = aContainer('cart', { ...restarted, probes: [], labels: { health: { kind: 'none' } } });
  expect(outcome({ container })).toBe('wait');
  expect(outcome({ container, nowMs: ENDED + 10_001 })).toBe('effective');
});

test('a metric symptom is gone only when samples of that very replica say so, a whole minute after the act', () => {
  const nowMs = ENDED + 70_000;
  const after = (containerName: string, atMs: number) => {
    const container = aContainer('cart', { ...restarted, probes: probes('ok', 10, nowMs) });
    const sample = {
      service: 'cart',
      project: 'shop',
      containerName,
      feature: 'memoryLimitRatio',
      value: 0.1,
      atMs,
    } as const;
    const other = aContainer('cart', { name: 'shop-cart-2' });
    const metrics = { samples: [sample], quarantined: 0, dropped: 0 };
    const fleet = aFleet([aHost([container, other], { metrics })], { nowMs });
    const seen = verify(anAction('cart', { symptom: 'memory-growth', kind: 'recycle' }), ENDED, fleet);
    return seen.kind === 'wait' ? 'wait' : seen.outcome;
  };
  expect(after('shop-cart-1', nowMs)).toBe('effective');
  expect(after('shop-cart-1', ENDED + 59_000)).toBe('wait');
  expect(after('shop-cart-2', nowMs)).toBe('wait');
});
