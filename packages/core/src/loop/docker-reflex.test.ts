import type { ContainerOver } from '@ares/simulator';
import { expect, test } from 'vitest';
import { incident, sent } from './testing/seen.ts';
import { aWorld, type World } from './testing/world.ts';

const reflex = { restartPolicy: { name: 'on-failure', maxRetries: 3 } } as const;

const dockersOwn = 'Docker restarted it by its own policy (1 of 3)';

const toldOf = (world: World) =>
  world.ports.knowledge
    .timeline()
    .filter((e) => e.kind === 'docker-restart')
    .map((e) => [e.incidentId, e.words]);

test.each<{ seen: string; before: readonly ContainerOver[]; probe?: 'ok' | 'bad-status'; first?: true }>([
  { seen: 'nothing before', before: [] },
  { seen: 'exited before', before: [{ state: 'exited' }] },
  { seen: 'exited, then restarting before', before: [{ state: 'exited' }, { state: 'restarting', restartCount: 1 }] },
  { seen: 'restarting before', before: [{ state: 'restarting', restartCount: 1 }] },
  { seen: 'exited before, and failing its probes since', before: [{ state: 'exited' }], probe: 'bad-status' },
  { seen: 'only restarting from the first look on', before: [{ state: 'restarting', restartCount: 1 }], first: true },
])('row 24: Docker’s own restart is recorded once, with $seen', async ({ before, probe, first }) => {
  const world = aWorld({ cart: reflex });
  if (!first) await world.tick();
  for (const over of before) {
    world.crash('cart', { exitCode: 1, ...over });
    await world.run(300, 300);
  }
  const startedAtMs = world.ports.clock.now();
  world.set('cart', { state: 'running', restartCount: 1, startedAtMs }, probe);
  await world.run(2_000);
  expect(toldOf(world)).toEqual([[incident(world)?.id, dockersOwn]]);
  expect(sent(world)).toEqual([]);
  if (probe) return;
  await world.run(15_000);
  expect(incident(world)).toMatchObject({ weight: 'tell', state: 'recovered' });
  expect(incident(world)?.evidence.map((e) => e.words)).toEqual([dockersOwn]);
});

test('row 24: restarts between deaths that nobody saw it live through are recorded all the same', async () => {
  const world = aWorld({ cart: reflex });
  await world.tick();
  for (const restartCount of [1, 2, 3]) {
    world.crash('cart', { exitCode: 1, state: 'restarting', restartCount });
    await world.run(300, 300);
  }
  expect(toldOf(world).map(([, words]) => words)).toEqual([
    'Docker restarted it by its own policy (1 of 3)',
    'Docker restarted it by its own policy (2 of 3)',
  ]);
});
