import { expect, test } from 'vitest';
import { incident, kinds, pages } from './testing/seen.ts';
import { aWorld, HOST, type World } from './testing/world.ts';

/** A cart that no restart helps, and whose recycle leaves it as `leave` makes it. */
async function recycled(leave: (world: World) => void): Promise<World> {
  const world = aWorld({ cart: {}, user: {} });
  await world.tick();
  world.set('cart', {}, 'bad-status');
  world.ports.commands.onAccept(({ parameters }) => {
    if (parameters.Kind === 'recycle') leave(world);
  });
  for (let s = 0; s < 300 && !kinds(world).includes('recycle'); s += 1) await world.run(1_000);
  return world;
}

test('row 21: a container that a recycle of ARES lost is a person’s, not merely gone', async () => {
  const world = await recycled((w) => w.remove('cart'));
  await world.run(300_000, 2_000);
  expect(incident(world)?.state).toBe('escalated');
  expect(pages(world)).toEqual([expect.stringContaining('recycle')]);
  world.set('cart', {}, 'ok');
  await world.run(30_000);
  expect(incident(world)?.state).toBe('recovered');
  expect(world.ports.knowledge.outbox().map(({ kind }) => kind)).toEqual(['escalation', 'resolved']);
});

test.each([
  { name: 'what a person removes is no lost container', agoMs: 0, state: 'human' },
  { name: 'what a person removed before the trouble began explains nothing', agoMs: 3_600_000, state: 'escalated' },
])('row 21: $name', async ({ agoMs, state }) => {
  const world = await recycled((w) => w.remove('cart'));
  const atMs = world.ports.clock.now() - agoMs;
  const containerId = '0'.repeat(64);
  world.snapshot({ intents: [{ containerName: 'shop-cart-1', containerId, kind: 'remove', atMs }] });
  await world.run(300_000, 2_000);
  expect(incident(world)?.state).toBe(state);
});

test('a container that a recycle made and did not start is tried again, then a person’s', async () => {
  const world = await recycled((w) => w.set('cart', { state: 'created' }, 'none'));
  await world.run(900_000, 2_000);
  expect(kinds(world)).toEqual(['restart', 'recycle', 'recycle']);
  expect(incident(world)?.state).toBe('escalated');
  expect(pages(world)).toHaveLength(1);
});

test('a container that was created and never started is nobody’s fault', async () => {
  const world = aWorld({ cart: { state: 'created' }, user: {} });
  await world.run(60_000);
  expect(incident(world)).toBeUndefined();
  expect(kinds(world)).toEqual([]);
});

test('row 21: a host that leaves the fleet in mid-heal closes its incidents as gone', async () => {
  const world = aWorld({ cart: {}, user: {} });
  await world.tick();
  world.crash('cart');
  await world.tick();
  world.ports.hosts.remove(HOST);
  await world.run(300_000, 2_000);
  expect(world.ports.knowledge.actions()).toMatchObject([{ state: 'finished', outcome: 'unknown' }]);
  expect(incident(world)).toMatchObject({ state: 'target-gone' });
  expect(pages(world)).toEqual([]);
});

test('row 21: a host that is missing from the list for a moment closes nothing', async () => {
  const world = aWorld({ cart: {}, user: {} });
  await world.tick();
  world.ports.knowledge.setKillSwitch(true);
  world.crash('cart');
  await world.tick();
  const { hosts } = world.ports.hosts;
  Object.assign(world.ports.hosts, { hosts: async () => [] });
  await world.run(20_000);
  Object.assign(world.ports.hosts, { hosts });
  await world.run(2_000);
  expect(incident(world)?.state).toBe('open');
});

test('row 10: what came back while nobody looked has to stay well before it is called recovered', async () => {
  const world = aWorld({ cart: {}, user: {} });
  await world.tick();
  world.ports.knowledge.setKillSwitch(true);
  world.crash('cart');
  await world.run(2_000);
  world.ports.clock.advance(300_000);
  world.set('cart', { state: 'running', startedAtMs: world.ports.clock.now() - 60_000 });
  await world.run(9_000);
  expect(incident(world)?.state).toBe('open');
  await world.run(3_000);
  expect(incident(world)?.state).toBe('recovered');
});

test('row 20: a command API that keeps failing holds no target for ever', async () => {
  const world = aWorld({ cart: {}, user: {} });
  await world.tick();
  world.crash('cart');
  world.restartsHelp = false;
  await world.tick();
  Object.assign(world.ports.commands, { status: () => Promise.reject(new Error('throttled')) });
  await world.run(120_000, 2_000);
  expect(world.ports.knowledge.actions()).toMatchObject([{ state: 'sent' }]);
  await world.run(180_000, 2_000);
  expect(world.ports.knowledge.actions()[0]).toMatchObject({ state: 'finished', outcome: 'unknown' });
});
