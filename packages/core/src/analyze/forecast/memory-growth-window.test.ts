import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ServiceView } from '../../model/fleet.ts';
import type { ServiceMemory } from '../../model/knowledge.ts';
import { aContainer, aFleet, aHost, HOST } from '../../testing/fixtures.ts';
import { growthOf, pointsOf } from './memory-growth-window.ts';

type Grows = ServiceMemory['growth'];
const SLOT_MS = 300_000;
const START = '2026-01-01T00:00:00Z';

function view(shares: Readonly<Record<string, number>>, atMs: number, startedAt = START): ServiceView {
  const containers = Object.keys(shares).map((name) => aContainer('cart', { name, startedAt }));
  const samples = Object.entries(shares).map(([containerName, value]) => ({
    service: 'cart',
    project: 'shop',
    containerName,
    feature: 'memoryLimitRatio' as const,
    value,
    atMs,
  }));
  const fleet = aFleet([aHost(containers, { metrics: { samples, quarantined: 0, dropped: 0 } })]);
  const found = fleet.views.get(`${HOST}/shop/cart`);
  if (found === undefined) throw new Error('no view');
  return found;
}

const learn = (samples: readonly (readonly [share: number, atMs: number])[]): Grows =>
  samples.reduce<Grows>((before, [share, atMs]) => growthOf(view({ c: share }, atMs), before).growth, undefined);

test('the first share of each five minutes is kept, and a gap stays one', () => {
  const growth = learn([
    [0.1, 0],
    [0.9, 1_000],
    [0.2, SLOT_MS],
    [0.3, 3 * SLOT_MS + 5_000],
  ])?.c;
  expect(growth).toEqual({ startedAt: START, slot: 3, shares: [1_000, 2_000, null, 3_000] });
  expect(growth && pointsOf(growth)).toEqual([
    { at: 0, value: 0.1 },
    { at: 300, value: 0.2 },
    { at: 900, value: 0.3 },
  ]);
});

test('a container that started anew begins anew, and one that is gone is forgotten', () => {
  const before = learn([
    [0.1, 0],
    [0.2, SLOT_MS],
  ]);
  expect(growthOf(view({ c: 0.3 }, 2 * SLOT_MS, 'later'), before).growth?.c?.shares).toEqual([3_000]);
  expect(growthOf(view({ d: 0.3 }, 2 * SLOT_MS), before).growth).not.toHaveProperty('c');
});

test('of many replicas those that use most are kept', () => {
  const shares = Object.fromEntries(Array.from({ length: 9 }, (_, i) => [`c${i}`, i / 10]));
  expect(Object.keys(growthOf(view(shares, 0), undefined).growth ?? {})).toEqual(['c8', 'c7', 'c6']);
});

const anySamples = fc.array(
  fc.tuple(
    fc.oneof(fc.double({ min: 0, max: 1.5, noNaN: true }), fc.constant(Number.NaN)),
    fc.integer({ min: 0, max: 500 * SLOT_MS }),
  ),
  { minLength: 1, maxLength: 60 },
);

test('rows 29, 30 and 31: bounded, finite, and the same after late and repeated samples', () =>
  fc.assert(
    fc.property(anySamples, fc.nat({ max: 100 }), (samples, lateSlots) => {
      const growth = learn(samples);
      const own = growth?.c;
      if (own === undefined) return;
      expect(own.shares.length).toBeLessThanOrEqual(36);
      expect(pointsOf(own).every(({ at, value }) => Number.isFinite(at) && Number.isFinite(value))).toBe(true);
      expect(growthOf(view({ c: 0.77 }, (own.slot - lateSlots) * SLOT_MS), growth).growth).toEqual(growth);
    }),
  ));
