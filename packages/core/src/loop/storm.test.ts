import { expect, test } from 'vitest';
import { pages, sent } from './testing/seen.ts';
import { aWorld, HOST, type World } from './testing/world.ts';

const MINUTE_MS = 60_000;
const names = ['a', 'b', 'c', 'd', 'e'];
const storms = (world: World) => pages(world).filter((words) => words.startsWith('storm'));
const five = () => aWorld(Object.fromEntries(names.map((name) => [name, {}])));
const states = (world: World) =>
  world.ports.knowledge
    .incidents()
    .filter((i) => i.service !== 'host')
    .map((i) => i.state);

test('row 39: too many roots at once stop everything and page one person', async () => {
  const world = five();
  await world.tick();
  for (const name of names) world.crash(name);
  await world.run(10 * MINUTE_MS, 5_000);
  expect(sent(world)).toEqual([]);
  expect(storms(world)).toHaveLength(1);
  const held = world.ports.knowledge.timeline().filter((e) => e.words.includes('hold (storm)'));
  expect(held).toHaveLength(names.length);
});

test('row 39: a storm that nobody ends is over after a quarter of an hour, and heals go on within their budgets', async () => {
  const world = five();
  await world.tick();
  for (const name of names) world.crash(name);
  await world.run(16 * MINUTE_MS, 5_000);
  expect(sent(world).length).toBeGreaterThan(0);
  await world.run(5 * MINUTE_MS, 5_000);
  expect(states(world)).toEqual(names.map(() => 'healed'));
  expect(storms(world)).toHaveLength(1);
});

test('row 39: the next storm pages again', async () => {
  const world = five();
  await world.tick();
  for (const name of names) world.crash(name);
  await world.run(30_000);
  for (const name of names) world.set(name, { state: 'running', startedAtMs: world.ports.clock.now() });
  await world.run(3 * MINUTE_MS, 5_000);
  for (const name of names) world.crash(name);
  await world.run(10_000);
  expect(storms(world)).toHaveLength(2);
});

test('row 37: a storm does not outlast its time when the clock jumps back', async () => {
  const world = five();
  await world.tick();
  for (const name of names) world.crash(name);
  await world.run(5_000);
  world.ports.clock.set(world.ports.clock.now() - 60 * MINUTE_MS);
  const startedAtMs = world.ports.clock.now() - MINUTE_MS;
  for (const name of names.slice(1)) world.set(name, { state: 'running', startedAtMs });
  await world.run(3 * MINUTE_MS, 5_000);
  expect(sent(world)).toEqual(['shop-a-1']);
});

test('row 39: what ended together with the agent of its host is one root: a boot, no storm', async () => {
  const world = five();
  await world.tick();
  for (const name of names) world.crash(name);
  world.ports.clock.advance(30_000);
  world.snapshot({ agentStartedAtMs: world.ports.clock.now() });
  await world.run(5 * MINUTE_MS, 2_000);
  expect(storms(world)).toEqual([]);
  expect(sent(world).toSorted()).toEqual(names.map((name) => `shop-${name}-1`));
});

test('row 39: what ended while Docker did not answer is one root: a restart of the daemon, no storm', async () => {
  const world = five();
  await world.tick();
  world.snapshot({ docker: { ok: false, lastOkAtMs: world.ports.clock.now() } });
  await world.run(2_000);
  for (const name of names) world.crash(name);
  await world.run(2_000);
  world.snapshot({});
  await world.run(5 * MINUTE_MS, 2_000);
  expect(storms(world)).toEqual([]);
  expect(sent(world).toSorted()).toEqual(names.map((name) => `shop-${name}-1`));
  expect(world.ports.knowledge.incidents().some((i) => i.hostId !== HOST)).toBe(false);
});
