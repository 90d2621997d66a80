import { aPolicy } from '@ares/simulator';
import { expect, test } from 'vitest';
import { incidents, pages, sent } from './testing/seen.ts';
import { aWorld, type World } from './testing/world.ts';

const MINUTE_MS = 60_000;
const { perHourMax } = aPolicy().budgets.service;

/** Heals that work, and a container that dies again some minutes after each. */
async function relapse(world: World, times: number, everyMs: number): Promise<void> {
  for (let i = 0; i < times; i += 1) {
    world.crash('cart');
    await world.run(everyMs, 5_000);
  }
}

test.each([4, 11])(
  'row 38, 56: dying every %i minutes although each heal works ends with a person, once',
  async (minutes) => {
    const world = aWorld({ cart: {} });
    await world.tick();
    await relapse(world, perHourMax + 4, minutes * MINUTE_MS);
    expect(sent(world)).toHaveLength(perHourMax);
    expect(incidents(world).at(-1)).toMatchObject({ state: 'escalated', symptom: 'crash' });
    expect(incidents(world)).toHaveLength(perHourMax + 1);
    expect(pages(world)).toEqual([expect.stringContaining(`${perHourMax} heals`)]);
  },
);

test('row 6: no action id comes twice, however long an incident lasts', async () => {
  const world = aWorld({ cart: {} });
  await world.tick();
  world.restartsHelp = false;
  world.set('cart', {}, 'bad-status');
  world.ports.commands.answer({ status: 'blocked', reason: 'container-replaced' });
  await world.run(MINUTE_MS);
  const before = sent(world).length;
  expect(before).toBeGreaterThan(0);
  world.ports.knowledge.setKillSwitch(true);
  await world.run(5 * 60 * MINUTE_MS, 60_000);
  world.ports.knowledge.setKillSwitch(false);
  await world.run(MINUTE_MS);
  expect(sent(world).length).toBeGreaterThan(before);
  expect(incidents(world)).toHaveLength(1);
  const results = world.ports.knowledge.timeline().filter((event) => event.kind === 'intent');
  expect(results.filter((event) => event.words.includes('duplicate'))).toEqual([]);
});

test('row 38: it is told until the container has been well for ten minutes', async () => {
  const world = aWorld({ cart: {} });
  await world.tick();
  await relapse(world, perHourMax + 1, 4 * MINUTE_MS);
  world.set('cart', { state: 'running', startedAtMs: world.ports.clock.now() });
  await world.run(9 * MINUTE_MS, 5_000);
  expect(incidents(world).at(-1)?.state).toBe('escalated');
  await world.run(2 * MINUTE_MS, 5_000);
  expect(incidents(world).at(-1)?.state).toBe('recovered');
});
