import { aPolicy, aProfile } from '@ares/simulator';
import { expect, test } from 'vitest';
import type { HumanIntent } from '../model/snapshot.ts';
import { explain } from './explain.ts';
import { aWorld, SHARD } from './testing/world.ts';

test('says what would be done, and neither writes nor sends', async () => {
  const world = aWorld({ cart: {}, user: {} });
  world.crash('cart');
  expect(await explain(world.ports, SHARD, 'cart')).toMatchObject({ symptom: 'crash', words: 'would do: restart' });
  expect(await explain(world.ports, SHARD, 'shop-cart-1')).toMatchObject({ words: 'would do: restart' });
  expect(await explain(world.ports, SHARD, 'user')).toMatchObject({ words: 'no symptom: nothing would be done' });
  expect(await explain(world.ports, SHARD, 'nobody')).toBeUndefined();
  expect(world.ports.commands.starts).toEqual([]);
  expect(world.ports.knowledge.incidents()).toEqual([]);
});

test('of several replicas the one that is named', async () => {
  const world = aWorld({ 'cart-1': {}, 'cart-2': {}, user: {} });
  world.crash('cart-2');
  expect(await explain(world.ports, SHARD, 'shop-cart-1')).toMatchObject({
    words: 'no symptom: nothing would be done',
  });
  expect(await explain(world.ports, SHARD, 'shop-cart-2')).toMatchObject({ symptom: 'crash' });
  expect(await explain(world.ports, SHARD, 'cart')).toMatchObject({ symptom: 'crash' });
});

test('where a person was called, it says so', async () => {
  const world = aWorld({ cart: {}, user: {} });
  world.ports.setPolicy(aPolicy({ profiles: { default: aProfile({ ladders: { crash: [] } }) } }));
  world.crash('cart');
  await world.run(2_000);
  world.ports.setPolicy(aPolicy());
  const said = await explain(world.ports, SHARD, 'cart');
  expect(said).toMatchObject({ symptom: 'crash', words: expect.stringContaining('a person was called') });
  expect(said?.decision).toBeUndefined();
  await world.run(2_000);
  expect(world.ports.commands.starts).toEqual([]);
});

const hand = (kind: HumanIntent['kind'], replica: string, containerId: string, atMs: number): HumanIntent => ({
  containerName: `shop-${replica}`,
  containerId,
  kind,
  atMs,
});
const ID = 'f'.repeat(64);

test.each([
  ['stop', 'stopped', { state: 'exited', exitCode: 0 }],
  ['pause', 'paused', { state: 'paused' }],
] as const)('what a person did (%s) is held by human-intent, and not told as no symptom', async (kind, past, over) => {
  const world = aWorld({ cart: {}, user: {} });
  await world.tick();
  const atMs = world.ports.clock.now();
  world.set('cart', { ...over, id: ID }, 'none');
  world.snapshot({ intents: [hand(kind, 'cart-1', ID, atMs)] });
  for (const target of ['cart', 'shop-cart-1']) {
    expect(await explain(world.ports, SHARD, target)).toMatchObject({
      health: 'DOWN',
      decision: { kind: 'hold', guard: 'human-intent', answers: [{ guard: 'human-intent', answer: 'hold' }] },
      words: `would hold at human-intent: shop-cart-1 was ${past} by a person at ${new Date(atMs).toISOString()}`,
    });
  }
});

test('a container that a person removed is still answered for', async () => {
  const world = aWorld({ cart: {}, user: {} });
  await world.tick();
  world.remove('cart');
  world.snapshot({ intents: [hand('remove', 'cart-1', ID, world.ports.clock.now())] });
  for (const target of ['cart', 'shop-cart-1']) {
    const said = await explain(world.ports, SHARD, target);
    expect(said).toMatchObject({ service: 'cart', health: 'DOWN', decision: { guard: 'human-intent' } });
    expect(said?.words).toContain('shop-cart-1 was removed by a person');
  }
});

test('of several replicas a hand on one says nothing of another that is named, nor hides its symptom', async () => {
  const world = aWorld({ 'cart-1': {}, 'cart-2': {}, user: {} });
  await world.tick();
  world.set('cart-1', { state: 'exited', id: ID }, 'none');
  world.snapshot({ intents: [hand('stop', 'cart-1', ID, world.ports.clock.now())] });
  const words = async (target: string) => (await explain(world.ports, SHARD, target))?.words;
  expect(await words('shop-cart-2')).toBe('no symptom: nothing would be done');
  expect(await words('cart')).toContain('shop-cart-1 was stopped by a person');
  world.crash('cart-2');
  expect(await words('cart')).toBe('would do: restart');
  expect(await words('shop-cart-1')).toContain('shop-cart-1 was stopped by a person');
});
