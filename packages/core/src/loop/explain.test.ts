import { aPolicy, aProfile } from '@ares/simulator';
import { expect, test } from 'vitest';
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
