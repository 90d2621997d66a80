import { aMemory } from '@ares/simulator';
import { expect, test } from 'vitest';
import type { ServiceMemory } from '../model/knowledge.ts';
import type { HumanIntent } from '../model/snapshot.ts';
import { aContainer, aFleet, aHost, aKnowledge, HOST, NOW } from '../testing/fixtures.ts';
import { personsHands, removedByPeople } from './persons-hands.ts';

const one = aContainer('cart', { id: '1'.repeat(64) });
const two = aContainer('cart', { id: '2'.repeat(64), name: 'shop-cart-2', state: 'exited' });
const before = aMemory({ service: 'cart', dockerRestarts: { 'shop-cart-1': 0, 'shop-cart-2': 0 } });

const intent = (over: Partial<HumanIntent> = {}): HumanIntent => ({
  containerName: 'shop-cart-2',
  containerId: two.id,
  kind: 'stop',
  atMs: NOW - 1_000,
  ...over,
});

function fleetOf(containers: readonly (typeof one)[], intents: readonly HumanIntent[], services = [before]) {
  const host = aHost(containers);
  const snapshot = host.snapshot && { ...host.snapshot, intents };
  return aFleet([{ ...host, ...(snapshot ? { snapshot } : {}) }], { knowledge: aKnowledge({ services }) });
}

function handsOn(containers: readonly (typeof one)[], intents: readonly HumanIntent[], memory: ServiceMemory = before) {
  const fleet = fleetOf(containers, intents);
  const view = fleet.views.get(`${HOST}/shop/cart`);
  if (view === undefined) throw new Error('no view');
  return personsHands(view, memory, fleet);
}

test('what a person stopped or paused is remembered for as long as it stays so', () => {
  const hand = { containerName: 'shop-cart-2', kind: 'stop', atMs: NOW - 1_000 };
  expect(handsOn([one, two], [intent()])).toEqual([hand]);
  expect(handsOn([one, two], [intent({ kind: 'pause' })])).toEqual([{ ...hand, kind: 'pause' }]);
  expect(handsOn([one, two], [])).toEqual([]);
  expect(handsOn([one, two], [intent({ containerId: '9'.repeat(64) })])).toEqual([]);
});

test('a replica that a person removed is remembered for an hour, and not once its name is there again', () => {
  const removal = intent({ kind: 'remove' });
  const hand = { containerName: 'shop-cart-2', kind: 'remove', atMs: NOW - 1_000 };
  expect(handsOn([one], [removal])).toEqual([hand]);
  const later = aMemory({
    service: 'cart',
    dockerRestarts: { 'shop-cart-1': 0 },
    hands: [{ ...hand, kind: 'remove' }],
  });
  expect(handsOn([one], [removal], later)).toEqual([hand]);
  expect(handsOn([one], [intent({ kind: 'remove', atMs: NOW - 3_700_000 })], later)).toEqual([]);
  expect(handsOn([one, { ...two, id: '3'.repeat(64) }], [removal], later)).toEqual([]);
  expect(handsOn([one], [intent({ kind: 'remove', containerName: 'other-cart-1' })])).toEqual([]);
});

test('of many hands the newest three are kept, since memory is small', () => {
  const dockerRestarts = Object.fromEntries(Array.from({ length: 9 }, (_, i) => [`shop-cart-${i + 2}`, 0]));
  const removals = Object.keys(dockerRestarts).map((containerName, i) =>
    intent({ kind: 'remove', containerName, containerId: `${i}`, atMs: NOW - i }),
  );
  const kept = handsOn([one], removals, aMemory({ service: 'cart', dockerRestarts }));
  expect(kept.map(({ atMs }) => atMs)).toEqual([NOW, NOW - 1, NOW - 2]);
});

test('a service whose last container a person removed is remembered as down by that hand, once', () => {
  const removal = intent({ kind: 'remove' });
  const [gone] = removedByPeople(fleetOf([], [removal]));
  expect(gone).toMatchObject({ service: 'cart', health: 'DOWN', hands: [{ kind: 'remove' }], replicas: { known: 0 } });
  expect(gone?.lastSeenAtMs).toBe(before.lastSeenAtMs);
  expect(gone && removedByPeople(fleetOf([], [removal], [gone]))).toEqual([]);
});

test('a service that is there, or that nobody removed, or on a host that cannot be read is left as it is', () => {
  expect(removedByPeople(fleetOf([one], [intent({ kind: 'remove' })]))).toEqual([]);
  expect(removedByPeople(fleetOf([], [intent()]))).toEqual([]);
  expect(removedByPeople(aFleet([{ hostId: HOST }], { knowledge: aKnowledge({ services: [before] }) }))).toEqual([]);
});
