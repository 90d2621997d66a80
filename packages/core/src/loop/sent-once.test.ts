import { expect, test } from 'vitest';
import { AresError } from '../model/errors.ts';
import { heal } from './heal.ts';
import { outcomes, sent } from './testing/seen.ts';
import { aWorld, SHARD } from './testing/world.ts';
import { tick } from './tick.ts';

const slot = (key: string, holder = 'decider-1') => ({ shard: SHARD, holder, key, leaseTtlMs: 15_000 });

test('row 1: killed before the intent is stored, nothing was sent; the next tick decides anew', async () => {
  const world = aWorld({ cart: {} });
  world.crash('cart');
  world.ports.knowledge.breakDown(['storeIntent']);
  await expect(world.tick()).rejects.toThrow(AresError);
  expect(sent(world)).toEqual([]);
  world.ports.knowledge.breakDown([]);
  await world.run(2_000);
  expect(sent(world)).toEqual(['shop-cart-1']);
});

test('row 2: killed after the intent, before the send: sent at most once, by the next tick', async () => {
  const world = aWorld({ cart: {} });
  world.crash('cart');
  const report = await tick(world.ports, slot('a'));
  expect(report).toMatchObject({ kind: 'done', wake: [expect.any(String)] });
  await world.run(3_000);
  expect(sent(world)).toEqual(['shop-cart-1']);
});

test('row 2: an intent of a decider that died is dropped by its successor, which decides anew', async () => {
  const world = aWorld({ cart: {} });
  world.crash('cart');
  await tick(world.ports, slot('a'));
  world.ports.clock.advance(16_000);
  await world.tick('b', 'decider-2');
  expect(outcomes(world)[0]).toBe('cancelled');
  expect(sent(world)).toEqual(['shop-cart-1']);
  const told = world.ports.knowledge.timeline().filter((event) => event.words.startsWith('cancelled'));
  expect(told.map((event) => event.kind)).toEqual(['result']);
});

test('row 3: killed after the send, before recording it: found by action id, never sent again', async () => {
  const world = aWorld({ cart: {} });
  world.crash('cart');
  world.ports.knowledge.breakDown(['recordCommand']);
  await world.tick();
  world.ports.knowledge.breakDown([]);
  await world.run(8_000);
  expect(world.ports.commands.starts).toHaveLength(1);
  expect(outcomes(world)).toEqual(['effective']);
});

test('row 4: a send whose end is not known is looked up, never repeated', async () => {
  const world = aWorld({ cart: {} });
  world.crash('cart');
  world.ports.commands.failNext('after');
  await world.run(8_000);
  expect(world.ports.commands.starts).toHaveLength(1);
  expect(outcomes(world)).toEqual(['effective']);
});

test('row 5: the same schedule event twice is one decision', async () => {
  const world = aWorld({ cart: {} });
  world.crash('cart');
  await world.tick('slot-7');
  expect(await world.tick('slot-7')).toEqual({ kind: 'skipped', why: 'duplicate' });
  expect(world.ports.knowledge.actions()).toHaveLength(1);
});

test('row 6: the same queue message twice is one action', async () => {
  const world = aWorld({ cart: {} });
  world.crash('cart');
  const report = await tick(world.ports, slot('a'));
  const [id = ''] = report.kind === 'done' ? report.wake : [];
  expect(await heal(world.ports, id)).toBe(true);
  expect(await heal(world.ports, id)).toBe(false);
  expect(world.ports.commands.starts).toHaveLength(1);
});

test('row 7: a second decider of the same shard waits for the lease', async () => {
  const world = aWorld({ cart: {} });
  await world.tick('a', 'decider-1');
  expect(await world.tick('b', 'decider-2')).toEqual({ kind: 'skipped', why: 'lease' });
});

test('row 8: an old decider that wakes after a pause can neither write nor send', async () => {
  const world = aWorld({ cart: {} });
  world.crash('cart');
  const { knowledge, clock } = world.ports;
  let paused = true;
  const slow = {
    ...world.ports,
    knowledge: {
      ...knowledge,
      async commit(...args: Parameters<typeof knowledge.commit>) {
        if (paused) {
          paused = false;
          clock.advance(16_000);
          await world.tick('b', 'decider-2');
        }
        return knowledge.commit(...args);
      },
    },
  };
  expect(await tick(slow, slot('a'))).toEqual({ kind: 'skipped', why: 'fenced' });
  expect(sent(world)).toEqual(['shop-cart-1']);
  expect(knowledge.actions().map((a) => a.epoch)).toEqual([2]);
});

test('row 8: an intent of the old epoch cannot be claimed', async () => {
  const world = aWorld({ cart: {} });
  world.crash('cart');
  const report = await tick(world.ports, slot('a'));
  const [id = ''] = report.kind === 'done' ? report.wake : [];
  world.ports.clock.advance(16_000);
  await world.ports.knowledge.acquireLease(SHARD, 'decider-2', 15_000);
  expect(await heal(world.ports, id)).toBe(false);
  expect(sent(world)).toEqual([]);
});

test('row 12: with no knowledge store at the start there is no action', async () => {
  const world = aWorld({ cart: {} });
  world.crash('cart');
  world.ports.knowledge.breakDown();
  await expect(world.tick()).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' });
  expect(sent(world)).toEqual([]);
});

test.each(['commit', 'storeIntent', 'claim'] as const)('row 13: the store lost at %s sends nothing', async (method) => {
  const world = aWorld({ cart: {} });
  world.crash('cart');
  world.ports.knowledge.breakDown([method]);
  await world.tick().catch(() => undefined);
  expect(sent(world)).toEqual([]);
});

test('row 47: no send after the kill switch, not even of a stored intent', async () => {
  const world = aWorld({ cart: {} });
  world.crash('cart');
  const report = await tick(world.ports, slot('a'));
  world.ports.knowledge.setKillSwitch(true, 'ann', 'drill');
  const [id = ''] = report.kind === 'done' ? report.wake : [];
  expect(await heal(world.ports, id)).toBe(false);
  await world.run(100_000);
  expect(sent(world)).toEqual([]);
  world.ports.knowledge.setKillSwitch(false);
  await world.run(12_000);
  expect(sent(world)).toEqual(['shop-cart-1']);
});
