import type { Action, Incident, KnowledgeReader, ServiceMemory } from '@ares/core';
import { aMemory, anAction, anIncident, START_MS } from '@ares/simulator';
import { fresh, lead, noChanges } from '@ares/simulator/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { postgresAdmin } from './postgres-admin.ts';
import { postgresReader } from './postgres-reader.ts';
import { KEPT_MS, postgresRetention } from './postgres-retention.ts';
import { openPostgresStage, type PostgresStage } from './testing/postgres-stage.ts';

const NOW = START_MS;
const OLD = NOW - KEPT_MS - 1;
const YOUNG = NOW - KEPT_MS;

let postgres: PostgresStage;
let reader: KnowledgeReader;
beforeAll(async () => {
  postgres = await openPostgresStage();
  reader = postgresReader(postgres.pool);
});
afterAll(() => postgres.stop());

const prune = () => postgresRetention(postgres.pool).prune(NOW);
const ended = (atMs: number): Partial<Incident> => ({
  state: 'healed',
  beganAtMs: atMs - 2_000,
  detectedAtMs: atMs - 1_000,
  lastSeenAtMs: atMs,
  closedAtMs: atMs,
});

/** Stores an incident with one event, and one action if there is one. */
async function past(over: Partial<Incident>, action?: Partial<Action>, services: readonly ServiceMemory[] = []) {
  const { knowledge } = postgres.under;
  const shard = fresh('shard');
  const lease = await lead(knowledge, shard);
  const incident = anIncident({ shard, id: fresh('incident'), serviceId: shard, ...over });
  const open = { ...incident, state: 'open' as const, closedAtMs: undefined };
  const { closedAtMs: _, ...begun } = open;
  const timeline = [
    { incidentId: incident.id, atMs: incident.detectedAtMs, kind: 'detected' as const, words: '', data: {} },
  ];
  await knowledge.commit(lease, { ...noChanges, incidents: [begun], timeline, services });
  if (action) {
    const times = { intendedAtMs: incident.detectedAtMs, expiresAtMs: incident.detectedAtMs + 60_000 };
    const intent = anAction(incident, { targetId: shard, epoch: lease.epoch, ...times });
    await knowledge.storeIntent(lease, intent, [{ scope: shard, inFlightMax: 1, perHourMax: 9 }]);
    if (action.state === 'finished')
      await knowledge.commit(lease, { ...noChanges, actions: [{ ...intent, ...action }] });
  }
  await knowledge.commit(lease, { ...noChanges, incidents: [incident] });
  return incident;
}
const isThere = async ({ id }: Incident): Promise<boolean> => (await reader.incident(id)) !== undefined;
const rows = async (table: string, incident: Incident): Promise<number> =>
  (await postgres.pool.query(`select count(*)::int as n from ares.${table} where incident_id = $1`, [incident.id]))
    .rows[0].n;
const finished = (finishedAtMs: number): Partial<Action> => ({ state: 'finished', outcome: 'effective', finishedAtMs });

test('a story that ended 90 days ago goes as a whole; a younger one stays as a whole', async () => {
  const old = await past(ended(OLD), finished(OLD));
  const young = await past(ended(YOUNG), finished(YOUNG));
  await prune();
  expect([await isThere(old), await rows('timeline', old), await rows('actions', old)]).toEqual([false, 0, 0]);
  expect([await isThere(young), await rows('timeline', young), await rows('actions', young)]).toEqual([true, 1, 1]);
});

describe('what is still needed stays, however old', () => {
  test.each<[string, Partial<Incident>, Partial<Action>]>([
    ['an open incident', { ...ended(OLD), state: 'open' }, finished(OLD)],
    ['one that waits for a person', { ...ended(OLD), state: 'escalated' }, finished(OLD)],
    ['one with an unfinished action', ended(OLD), { state: 'intended' }],
    ['one whose action ended lately: attempts and budgets count it', ended(OLD), finished(YOUNG)],
  ])('%s', async (_, over, action) => {
    const { closedAtMs, ...rest } = over;
    const isOver = over.state === 'healed' && closedAtMs !== undefined;
    const incident = await past(isOver ? { ...rest, closedAtMs } : rest, action);
    await prune();
    expect([await isThere(incident), await rows('actions', incident)]).toEqual([true, 1]);
  });

  test('the incident that a service is scaled out for: its scale-in refers to it', async () => {
    const id = fresh('incident');
    const scaled = { incidentId: id, from: 1, to: 2, atMs: OLD };
    const incident = await past({ ...ended(OLD), id }, finished(OLD), [
      aMemory({ serviceId: id, scaled, lastSeenAtMs: NOW }),
    ]);
    await prune();
    expect(await isThere(incident)).toBe(true);
  });

  test('what people decided', async () => {
    await postgresAdmin(postgres.pool).setKillSwitch(true, 'ann', 'long ago');
    await postgres.pool.query(`update ares.audit set at = to_timestamp(0)`);
    await prune();
    expect(await reader.audit(9)).toMatchObject([{ by: 'ann', reason: 'long ago' }]);
  });
});

test('services that nobody has seen for 90 days are forgotten, unless an incident of theirs is open', async () => {
  const memory = (lastSeenAtMs: number) => aMemory({ serviceId: fresh('service'), lastSeenAtMs });
  const [gone, here, sick] = [memory(OLD), memory(YOUNG), memory(OLD)];
  if (!gone || !here || !sick) throw new Error('three services');
  await past({ ...ended(OLD), state: 'open', serviceId: sick.serviceId }, undefined, [gone, here, sick]);
  await prune();
  const left = await postgres.pool.query('select service_id from ares.service_memory where service_id = any($1)', [
    [gone, here, sick].map(({ serviceId }) => serviceId),
  ]);
  expect(left.rows.map((row) => row.service_id).toSorted()).toEqual([here.serviceId, sick.serviceId].toSorted());
});

test('row 50: a message that was not delivered stays; a delivered one goes', async () => {
  const shard = fresh('shard');
  const lease = await lead(postgres.under.knowledge, shard);
  const message = (id: string) => ({ id, kind: 'alarm' as const, words: id, atMs: OLD });
  await postgres.under.knowledge.commit(lease, { ...noChanges, outbox: [message('told'), message('waits')] });
  await postgres.pool.query(`update ares.outbox set delivered_at = to_timestamp($1) where id = 'told'`, [OLD / 1_000]);
  await prune();
  expect((await postgres.under.outbox()).map(({ id }) => id)).toEqual(['waits']);
});

test('many go in several small transactions, and what another holds is left for the next time', async () => {
  const many = await Promise.all(Array.from({ length: 45 }, () => past(ended(OLD))));
  const holder = await postgres.pool.connect();
  try {
    await holder.query('begin');
    await holder.query('select id from ares.incidents where id = $1 for update', [many[0]?.id]);
    expect(await prune()).toMatchObject({ incidents: 44 });
    await holder.query('rollback');
  } finally {
    holder.release();
  }
  expect(await prune()).toMatchObject({ incidents: 1 });
  expect(await prune()).toEqual({ incidents: 0, services: 0, messages: 0, signals: 0 });
});

test('a store that is lost is told as such', async () => {
  const other = await openPostgresStage();
  await other.stop();
  await expect(postgresRetention(other.pool).prune(NOW)).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' });
});
