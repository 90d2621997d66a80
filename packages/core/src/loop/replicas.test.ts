import { aPolicy } from '@ares/simulator';
import { expect, test } from 'vitest';
import { incidents, sent } from './testing/seen.ts';
import { aWorld, type World } from './testing/world.ts';

const ofReplica = (world: World, n: number) => incidents(world).filter((i) => i.containerName === `shop-cart-${n}`);
const three = { 'cart-1': {}, 'cart-2': {}, 'cart-3': {}, user: {}, order: {}, product: {} };

test('each dead replica has an incident of its own, healed one at a time within the budget of their service', async () => {
  const world = aWorld(three);
  await world.tick();
  for (const replica of ['cart-1', 'cart-2', 'cart-3']) world.crash(replica);
  await world.tick();
  expect(incidents(world).map((i) => [i.containerName, i.state])).toEqual([
    ['shop-cart-1', 'open'],
    ['shop-cart-2', 'open'],
    ['shop-cart-3', 'open'],
  ]);
  expect(sent(world)).toEqual(['shop-cart-1']);
  await world.run(30_000);
  expect(sent(world)).toEqual(['shop-cart-1', 'shop-cart-2', 'shop-cart-3']);
  expect(incidents(world).map((i) => i.state)).toEqual(['healed', 'healed', 'healed']);
});

test('where the budget of a service allows two, two replicas are healed at once', async () => {
  const world = aWorld(three);
  const budgets = { ...aPolicy().budgets, service: { inFlightMax: 2, perHourMax: 12 } };
  world.ports.setPolicy(aPolicy({ budgets }));
  await world.tick();
  for (const replica of ['cart-1', 'cart-2', 'cart-3']) world.crash(replica);
  await world.tick();
  expect(sent(world)).toEqual(['shop-cart-1', 'shop-cart-2']);
});

test('row 39: the dead replicas of one service are one root, not a storm', async () => {
  const world = aWorld({ 'cart-1': {}, 'cart-2': {}, 'cart-3': {}, user: {}, order: {} });
  await world.tick();
  for (const replica of ['cart-1', 'cart-2', 'cart-3']) world.crash(replica);
  await world.run(5_000);
  expect(world.ports.knowledge.outbox()).toEqual([]);
  expect(sent(world)).toContain('shop-cart-1');
});

test('a replica that nothing helps has its person called once, and another is healed all the same', async () => {
  const world = aWorld(three);
  await world.tick();
  world.set('cart-1', {}, 'bad-status');
  world.restartsHelp = false;
  await world.run(900_000, 2_000);
  expect(ofReplica(world, 1).map((i) => i.state)).toEqual(['escalated']);
  world.restartsHelp = true;
  world.crash('cart-2');
  await world.run(30_000);
  expect(ofReplica(world, 2).map((i) => i.state)).toEqual(['healed']);
  expect(ofReplica(world, 1).map((i) => i.state)).toEqual(['escalated']);
  expect(world.ports.knowledge.outbox()).toHaveLength(1);
});

test('each of two hopeless replicas has its person called', async () => {
  const world = aWorld(three);
  await world.tick();
  for (const replica of ['cart-1', 'cart-2']) world.set(replica, {}, 'bad-status');
  world.restartsHelp = false;
  await world.run(1_800_000, 2_000);
  expect(incidents(world).map((i) => i.state)).toEqual(['escalated', 'escalated']);
  expect(new Set(world.ports.knowledge.outbox().map((m) => m.incidentId)).size).toBe(2);
});

test('a person who stops one replica says nothing of another', async () => {
  const world = aWorld(three);
  await world.tick();
  world.crash('cart-1', { exitCode: 0, id: 'f'.repeat(64) });
  world.crash('cart-2');
  const atMs = world.ports.clock.now();
  world.snapshot({ intents: [{ containerName: 'shop-cart-1', containerId: 'f'.repeat(64), kind: 'stop', atMs }] });
  await world.run(30_000);
  expect(sent(world)).toEqual(['shop-cart-2']);
  expect(incidents(world).map((i) => [i.containerName, i.state])).toEqual([['shop-cart-2', 'healed']]);
});
