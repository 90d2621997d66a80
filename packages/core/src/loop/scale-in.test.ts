import { aMemory } from '@ares/simulator';
import { expect, test } from 'vitest';
import type { ServiceMemory } from '../model/knowledge.ts';
import { aContainer, aFleet, aHost, aKnowledge, aVerdict, NOW } from '../testing/fixtures.ts';
import { scaleIns } from './scale-in.ts';

const two = [aContainer('cart'), aContainer('cart', { name: 'shop-cart-2', id: 'b'.repeat(64) })];
const calm = {
  scaled: { incidentId: 'incident-cart', from: 1, to: 2, atMs: NOW - 301_000 },
  cpuHot: '000000000000',
  sampledAtMs: NOW,
};
const lease = { shard: 'test', holder: 'me', epoch: 3 };

const planned = (memory: Partial<ServiceMemory>, over: Parameters<typeof aFleet>[1] = {}, containers = two) =>
  scaleIns(
    aFleet([aHost(containers)], {
      knowledge: aKnowledge({ services: [aMemory({ service: 'cart', ...memory })] }),
      ...over,
    }),
    lease,
  );

test('after five calm minutes one added replica is taken away', () =>
  expect(planned(calm)).toMatchObject([{ kind: 'scale-in', replicas: 1, epoch: 3, incidentId: 'incident-cart' }]));

test.each([
  { name: 'a hot sample', memory: { ...calm, cpuHot: '000000000001' } },
  { name: 'too soon', memory: { ...calm, scaled: { ...calm.scaled, atMs: NOW - 10_000 } } },
  { name: 'replicas that ARES did not add', memory: { cpuHot: '0' } },
])('not with $name', ({ memory }) => expect(planned(memory)).toEqual([]));

test('not while the service shows a symptom, and never below where it was', () => {
  expect(planned(calm, { verdicts: [aVerdict('cart')] })).toEqual([]);
  expect(planned(calm, {}, [aContainer('cart')])).toEqual([]);
});
