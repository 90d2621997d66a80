import { expect, test } from 'vitest';
import { outcomes, sent } from './testing/seen.ts';
import { aWorld } from './testing/world.ts';

/** A dead store and two callers that fail for it. */
async function deadPostgres() {
  const needs = { labels: { dependsOn: ['postgres'] } };
  const world = aWorld({ postgres: {}, cart: needs, order: needs });
  await world.tick();
  world.crash('postgres');
  world.set('cart', {}, 'bad-status');
  world.set('order', {}, 'bad-status');
  return world;
}

test('row 40, 54, 55: the cause is healed, its callers are not; one that stays broken is healed after', async () => {
  const world = await deadPostgres();
  await world.run(3_000);
  expect(sent(world)).toEqual(['shop-postgres-1']);
  world.set('order', {}, 'ok');
  await world.run(60_000);
  expect(sent(world)).toEqual(['shop-postgres-1', 'shop-cart-1']);
});

const cycle = (first: string, second: string) => ({
  [first]: { labels: { dependsOn: [second] } },
  [second]: { labels: { dependsOn: [first] } },
});

test.each([
  { name: 'two that need each other', services: cycle('cart', 'order'), dead: ['cart', 'order'] },
  {
    name: 'three in a ring',
    services: {
      cart: { labels: { dependsOn: ['order'] } },
      order: { labels: { dependsOn: ['user'] } },
      user: { labels: { dependsOn: ['cart'] } },
    },
    dead: ['order', 'cart'],
  },
])('row 40: a cycle of dependencies is one root and is healed: $name', async ({ services, dead }) => {
  const world = aWorld({ ...services, product: {}, gateway: {} });
  await world.tick();
  for (const name of dead) world.crash(name);
  await world.tick();
  expect(sent(world)).toHaveLength(1);
  await world.run(60_000);
  expect(sent(world).toSorted()).toEqual(dead.map((name) => `shop-${name}-1`).toSorted());
});

test('row 40: in a cycle the dead one is the root of the failing one', async () => {
  const world = aWorld({ ...cycle('cart', 'order'), product: {} });
  await world.tick();
  world.set('cart', {}, 'bad-status');
  world.crash('order');
  await world.run(3_000);
  expect(sent(world)).toEqual(['shop-order-1']);
  world.set('cart', {}, 'ok');
  await world.run(60_000);
  expect(sent(world)).toEqual(['shop-order-1']);
});

test('row 40: a cycle that nothing heals ends with a person', async () => {
  const world = aWorld({ ...cycle('cart', 'order'), product: {} });
  await world.tick();
  world.restartsHelp = false;
  for (const name of ['cart', 'order']) world.set(name, {}, 'bad-status');
  await world.run(900_000, 2_000);
  expect(world.ports.knowledge.outbox().length).toBeGreaterThan(0);
});

test('row 55: the story tells what explains a caller, and when nothing does any more', async () => {
  const needs = { labels: { dependsOn: ['postgres'] } };
  const world = aWorld({ postgres: {}, cart: needs, user: {}, product: {} });
  await world.tick();
  world.crash('postgres');
  world.set('cart', {}, 'bad-status');
  await world.run(60_000);
  const own = world.ports.knowledge.incidents().find((i) => i.service === 'cart');
  const told = world.ports.knowledge.timeline().filter((e) => e.kind === 'localized' && e.incidentId === own?.id);
  expect(told.map((event) => event.words)).toEqual(['its root: postgres shows crash', 'its root is cart itself']);
});

test('row 54: callers are not restarted in the tick in which their root becomes well', async () => {
  const world = await deadPostgres();
  await world.run(12_000, 500);
  expect(outcomes(world)).toEqual(['effective']);
  world.set('cart', {}, 'ok');
  world.set('order', {}, 'ok');
  await world.run(30_000);
  expect(sent(world)).toEqual(['shop-postgres-1']);
});
