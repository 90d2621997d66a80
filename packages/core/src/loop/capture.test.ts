import { aPolicy, aProfile } from '@ares/simulator';
import { expect, test } from 'vitest';
import { incident, kinds } from './testing/seen.ts';
import { aWorld, type World } from './testing/world.ts';

/** A crash whose ladder begins with evidence. */
async function crashed(restartsHelp: boolean): Promise<World> {
  const world = aWorld({ cart: {}, user: {} });
  const ladders = { crash: ['capture', 'restart', 'recycle'] } as const;
  world.ports.setPolicy(aPolicy({ profiles: { default: aProfile({ ladders }) } }));
  await world.tick();
  world.crash('cart');
  world.ports.commands.onAccept(({ parameters }) => {
    if (parameters.Kind === 'capture' || !restartsHelp) return;
    const startedAtMs = world.ports.clock.now();
    world.set('cart', { state: 'running', startedAtMs, startedAt: new Date(startedAtMs).toISOString() });
  });
  return world;
}

test('evidence is taken once and at once, and the remedy follows without waiting for anything', async () => {
  const world = await crashed(true);
  await world.run(12_000);
  expect(kinds(world)).toEqual(['capture', 'restart']);
  const [capture, restart] = world.ports.knowledge.actions();
  expect(capture?.outcome).toBe('inconclusive');
  expect((restart?.intendedAtMs ?? 0) - (capture?.intendedAtMs ?? 0)).toBeLessThanOrEqual(2_000);
  expect(incident(world)?.state).toBe('healed');
});

test('row 56: evidence is no attempt: three are left after it', async () => {
  const world = await crashed(false);
  await world.run(900_000, 2_000);
  expect(kinds(world)).toEqual(['capture', 'restart', 'recycle', 'recycle']);
  expect(incident(world)?.state).toBe('escalated');
});
