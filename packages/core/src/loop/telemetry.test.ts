import { aContainer, aSnapshot } from '@ares/simulator';
import { expect, test } from 'vitest';
import type { FeatureName } from '../model/feature.ts';
import { incident, incidents, sent } from './testing/seen.ts';
import { aWorld, HOST, type World } from './testing/world.ts';

const OTHER = 'host-2';
const leaking = { memoryLimitRatio: 0.9, memoryExhaustionSeconds: 900 };

/** A fresh sample of each feature of cart's container. */
function measure(world: World, values: Partial<Record<FeatureName, number>>, hostId = HOST): void {
  const atMs = world.ports.clock.now();
  const cart = { service: 'cart', project: 'shop', containerName: 'shop-cart-1' };
  const samples = Object.entries(values).map(([feature, value]) => ({
    ...cart,
    feature: feature as FeatureName,
    value,
    atMs,
  }));
  world.ports.metrics.set(hostId, samples);
}

async function run(world: World, seconds: number, each: () => void = () => {}): Promise<void> {
  for (let s = 0; s < seconds; s += 1) {
    world.ports.clock.advance(1_000);
    each();
    await world.tick();
  }
}

test('row 26: one missed scrape is no incident and no action', async () => {
  const world = aWorld({ cart: {}, user: {} });
  const well = () => measure(world, { memoryLimitRatio: 0.2 });
  await run(world, 10, well);
  await run(world, 5, () => world.ports.metrics.set(HOST, []));
  await run(world, 60, well);
  expect(world.ports.knowledge.incidents()).toEqual([]);
  expect(sent(world)).toEqual([]);
});

test('row 27: every metric missing is a fault of the pipeline and heals nothing', async () => {
  const world = aWorld({ cart: {}, user: {} });
  await run(world, 10, () => measure(world, leaking));
  await run(world, 120, () => world.ports.metrics.fail(HOST));
  const loss = incidents(world, 'host');
  expect(loss).toMatchObject([{ symptom: 'telemetry-loss', weight: 'tell', state: 'open' }]);
  expect(sent(world)).toEqual([]);
});

test('row 28: missing metrics of one host are its own incident, told as long as they are missing, and nobody else’s', async () => {
  const world = aWorld({ cart: {}, user: {} });
  world.ports.hosts.set(OTHER, () =>
    aSnapshot({ hostId: OTHER, takenAtMs: world.ports.clock.now(), containers: [aContainer()] }),
  );
  const both = () => [HOST, OTHER].forEach((host) => void measure(world, { memoryLimitRatio: 0.2 }, host));
  await run(world, 10, both);
  await run(world, 120, () => {
    measure(world, { memoryLimitRatio: 0.2 });
    world.ports.metrics.fail(OTHER);
  });
  expect(incidents(world, 'host')).toMatchObject([{ hostId: OTHER, symptom: 'telemetry-loss', state: 'open' }]);
  await run(world, 20, both);
  expect(incidents(world, 'host')).toMatchObject([{ hostId: OTHER, state: 'recovered' }]);
  expect(sent(world)).toEqual([]);
});

test('row 28: a symptom that rests on metrics does not recover by their loss', async () => {
  const world = aWorld({ cart: {}, user: {} });
  await run(world, 10, () => measure(world, leaking));
  const leak = () => incidents(world).find((i) => i.symptom === 'memory-growth')?.state;
  await run(world, 60, () => world.ports.metrics.set(HOST, []));
  expect(leak()).toBe('open');
  await run(world, 20, () => measure(world, { memoryLimitRatio: 0.2 }));
  expect(leak()).toBe('recovered');
});

test('row 10: after missed ticks the loop goes on where it was', async () => {
  const world = aWorld({ cart: {}, user: {} });
  await world.tick();
  world.crash('cart');
  await world.tick();
  world.ports.clock.advance(1_800_000);
  await run(world, 20);
  expect(sent(world)).toEqual(['shop-cart-1']);
  expect(incident(world)?.state).toBe('healed');
});

test('row 38: flapping is one incident with bounded actions', async () => {
  const world = aWorld({ cart: {}, user: {} });
  await world.tick();
  world.restartsHelp = false;
  for (let i = 0; i < 60; i += 1) {
    world.set('cart', {}, i % 2 === 0 ? 'bad-status' : 'ok');
    await run(world, 5);
  }
  expect(incidents(world)).toHaveLength(1);
  expect(sent(world).length).toBeLessThanOrEqual(3);
});
