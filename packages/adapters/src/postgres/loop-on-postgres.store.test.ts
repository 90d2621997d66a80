import { heal, type Ports, tick } from '@ares/core';
import { aContainer, aFakePorts, aPolicy, aSnapshot, type FakePorts, probes } from '@ares/simulator';
import { fresh } from '@ares/simulator/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { postgresReader } from './postgres-reader.ts';
import { openPostgresStage, type PostgresStage } from './testing/postgres-stage.ts';

let postgres: PostgresStage;
beforeAll(async () => {
  postgres = await openPostgresStage();
});
afterAll(() => postgres.stop());

const STEP_MS = 1_000;

/** One crashed container that a command brings back, and the loop over the real store. */
function world(shard: string) {
  const fakes: FakePorts = aFakePorts();
  const ports: Ports = { ...fakes, knowledge: postgres.under.knowledge, newId: () => fresh(`incident-${shard}`) };
  const diedAtMs = fakes.clock.now() - 500;
  let restartedAtMs: number | undefined;
  fakes.setPolicy(aPolicy());
  fakes.commands.onAccept(() => {
    restartedAtMs = fakes.clock.now();
  });
  fakes.hosts.set('host-1', () => {
    const nowMs = fakes.clock.now();
    const up = restartedAtMs === undefined ? undefined : { startedAtMs: restartedAtMs, id: 'b'.repeat(64) };
    const container = up
      ? aContainer({ ...up, probes: probes('ok', 10, nowMs).filter(({ atMs }) => atMs > up.startedAtMs) })
      : aContainer({ state: 'exited', exitCode: 137, finishedAtMs: diedAtMs, exitsAtMs: [diedAtMs], probes: [] });
    return aSnapshot({ takenAtMs: nowMs, containers: [container] });
  });
  let serial = 0;
  const think = (holder: string) => {
    serial += 1;
    return tick(ports, { shard, holder, key: String(serial), leaseTtlMs: 15_000 });
  };
  return { fakes, ports, think };
}

const wakeOf = (report: Awaited<ReturnType<typeof tick>>) => (report.kind === 'done' ? report.wake : []);

test('a crash is found, healed, verified and told, with PostgreSQL as the knowledge store', async () => {
  const shard = fresh('loop');
  const { fakes, ports, think } = world(shard);
  for (let i = 0; i < 40; i += 1) {
    for (const id of wakeOf(await think('a'))) await heal(ports, id);
    fakes.clock.advance(STEP_MS);
  }
  expect(fakes.commands.accepted).toHaveLength(1);
  const reader = postgresReader(postgres.pool);
  const [incident] = await reader.incidents({ service: 'cart', limit: 1 });
  expect(incident).toMatchObject({ shard, state: 'healed', symptom: 'crash' });
  const story = await reader.incident(incident?.id ?? '');
  expect(story).toMatchObject({ actions: [{ outcome: 'effective', state: 'finished' }] });
  const kinds = story && 'timeline' in story ? story.timeline.map(({ kind }) => kind) : [];
  expect([kinds[0], kinds.at(-1)]).toEqual(['detected', 'closed']);
  expect(kinds).toEqual(expect.arrayContaining(['decided', 'intent', 'sent', 'result', 'verified']));
  expect((await reader.overview(shard)).services).toMatchObject([{ service: 'cart', health: 'HEALTHY' }]);
});

test('rows 2 and 8: an intent of a decider that died is dropped, and the next one sends its own once', async () => {
  const { fakes, ports, think } = world(fresh('loop'));
  const [orphan] = wakeOf(await think('a'));
  await postgres.under.expireLeases();
  fakes.clock.advance(STEP_MS);
  const woken = [...wakeOf(await think('b'))];
  for (let i = 0; i < 40 && woken.length === 0; i += 1) {
    fakes.clock.advance(STEP_MS);
    woken.push(...wakeOf(await think('b')));
  }
  const sent = await Promise.all([orphan ?? '', ...woken, ...woken].map((id) => heal(ports, id)));
  expect(sent.filter(Boolean)).toHaveLength(1);
  expect(fakes.commands.accepted.map(({ actionId }) => actionId)).toEqual(woken);
  expect(orphan).toBeDefined();
});
