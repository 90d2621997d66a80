import type { Decision, Incident, KnowledgeReader, ServiceMemory, ShardMemory } from '@ares/core';
import { knowledgePool } from '@ares/db';
import { aMemory, anAction, anIncident } from '@ares/simulator';
import { lead, noChanges } from '@ares/simulator/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { postgresAdmin } from './postgres-admin.ts';
import { postgresReader } from './postgres-reader.ts';
import { openPostgresStage, type PostgresStage } from './testing/postgres-stage.ts';

let postgres: PostgresStage;
let reader: KnowledgeReader;
beforeAll(async () => {
  postgres = await openPostgresStage();
  reader = postgresReader(postgres.pool);
});
afterAll(() => postgres.stop());

const closed = (i: number, over: Partial<Incident> = {}): Incident =>
  anIncident({
    shard: 'history',
    service: i % 2 === 0 ? 'cart' : 'order',
    id: `aaaa-${String(i).padStart(2, '0')}`,
    state: 'healed',
    // Pairs share a time, so that a page can end between them.
    detectedAtMs: 1_000 * Math.floor(i / 2),
    closedAtMs: 99_000,
    ...over,
  });

test('before the first tick there is nothing, and nothing is made up', async () =>
  expect(await reader.overview('nobody')).toEqual({
    killSwitch: { on: false, by: '', reason: '', sinceMs: 0 },
    services: [],
    openIncidents: [],
    inFlight: [],
    decisions: {},
    silentHosts: {},
    labelProblems: [],
  }));

test('the overview has what is open and in flight, newest incident first, and the last tick', async () => {
  const { knowledge } = postgres.under;
  const lease = await lead(knowledge, 'overview');
  const [older, newer] = ['cart', 'order'].map((service, i) =>
    anIncident({ shard: 'overview', service, id: `open-${service}`, detectedAtMs: 1_000 + i }),
  );
  if (!older || !newer) throw new Error('two incidents');
  const shard = { lastTickAtMs: 5_000, unreachable: {}, metricsMissingSinceMs: {} };
  await knowledge.commit(lease, { ...noChanges, shard, incidents: [older, newer] });
  const action = anAction(older, { epoch: lease.epoch });
  await knowledge.storeIntent(lease, action, []);
  expect(await reader.overview('overview')).toMatchObject({
    lastTickAtMs: 5_000,
    openIncidents: [newer, older],
    inFlight: [action],
  });
});

const memory = (service: string, hostId: string, lastSeenAtMs: number, over: Partial<ServiceMemory> = {}) =>
  aMemory({ serviceId: `${hostId}/shop/${service}`, service, hostId, lastSeenAtMs, ...over });
const shownIn = async (shard: string) => (await reader.overview(shard)).services.map(({ service }) => service);
const calm: ShardMemory = { unreachable: {}, metricsMissingSinceMs: {} };

test('of a silent host what its last reading saw is shown, and nothing that was gone before', async () => {
  const { knowledge } = postgres.under;
  const lease = await lead(knowledge, 'gone');
  const services = [
    memory('seen', 'host-1', 10),
    memory('gone', 'host-1', 5),
    memory('sick', 'host-1', 5),
    memory('far', 'host-2', 7),
    memory('long-gone', 'host-2', 6),
    memory('left', 'host-3', 9),
  ];
  const incidents = [anIncident({ shard: 'gone', id: 'sick', service: 'sick', state: 'escalated' })];
  const shard = {
    ...calm,
    lastTickAtMs: 10,
    unreachable: { 'host-2': 3 },
    lastReadAtMs: { 'host-1': 10, 'host-2': 7 },
  };
  await knowledge.commit(lease, { ...noChanges, shard, services, incidents });
  expect(await shownIn('gone')).toEqual(['seen', 'sick', 'far']);
  expect((await reader.overview('gone')).silentHosts).toEqual({ 'host-2': 7 });
});

test('what a person removed is shown for an hour, unless the whole application was', async () => {
  const { knowledge } = postgres.under;
  const lease = await lead(knowledge, 'removed');
  const hour = 3_600_000;
  const removed = (atMs: number): Partial<ServiceMemory> => ({
    replicas: { running: 0, known: 0 },
    hands: [{ containerName: 'c', kind: 'remove', atMs }],
  });
  const services = [
    memory('seen', 'host-1', 2 * hour),
    memory('removed', 'host-1', 2 * hour - 5, removed(2 * hour - 4)),
    memory('long-removed', 'host-1', hour - 5, removed(hour - 4)),
    memory('other', 'host-1', 2 * hour - 5, { ...removed(2 * hour - 4), serviceId: 'host-1/other/other' }),
  ];
  const shard = { ...calm, lastTickAtMs: 2 * hour, lastReadAtMs: { 'host-1': 2 * hour } };
  await knowledge.commit(lease, { ...noChanges, shard, services });
  expect(await shownIn('removed')).toEqual(['removed', 'seen']);
});

test('the overview has the last decision on what is open, a refused policy and labels that cannot be followed', async () => {
  const { knowledge } = postgres.under;
  const lease = await lead(knowledge, 'told');
  const problem = { hostId: 'h', containerName: 'x', label: 'ares.health', reason: 'no port', leftAlone: true };
  const shard = { ...calm, policyVersion: 'v1', policyRejected: 'f.yaml:3: bad', labelProblems: [problem] };
  const incidents = [
    anIncident({ shard: 'told', id: 'told-1' }),
    anIncident({ shard: 'told', id: 'told-2', service: 'user' }),
  ];
  const decided = (atMs: number, decision: Decision) =>
    ({ incidentId: 'told-1', atMs, kind: 'decided', words: 'w', data: { decision, root: 'r' } }) as const;
  const hold: Decision = { kind: 'hold', guard: 'autonomy', reason: 'shadow', would: 'restart', answers: [] };
  const timeline = [decided(1, { kind: 'act', action: 'restart', rung: 0, answers: [] }), decided(2, hold)];
  await knowledge.commit(lease, { ...noChanges, shard, incidents, timeline });
  expect(await reader.overview('told')).toMatchObject({
    policyVersion: 'v1',
    policyRejected: 'f.yaml:3: bad',
    labelProblems: [problem],
  });
  expect((await reader.overview('told')).decisions).toEqual({ 'told-1': hold });
});

describe('incidents', () => {
  const all = Array.from({ length: 9 }, (_, i) => closed(i));
  const newestFirst = all.toReversed().map(({ id }) => id);
  beforeAll(async () => {
    const { knowledge } = postgres.under;
    const lease = await lead(knowledge, 'history');
    const current = closed(4, { id: 'bbbb-01', state: 'escalated' });
    await knowledge.commit(lease, { ...noChanges, incidents: [...all, current] });
    await knowledge.tell(lease, [
      { incidentId: 'aaaa-03', atMs: 2, kind: 'closed', words: 'healed', data: { state: 'healed' } },
      { incidentId: 'aaaa-03', atMs: 1, kind: 'detected', words: 'crash', data: null },
    ]);
  });

  test('pages cover all of them once, newest first, also where times are equal', async () => {
    const seen: string[] = [];
    let before: { readonly detectedAtMs: number; readonly id: string } | undefined;
    for (let page = 0; page < 20; page += 1) {
      const rows = await reader.incidents({ open: false, limit: 2, ...(before ? { before } : {}) });
      if (rows.length === 0) break;
      seen.push(...rows.map(({ id }) => id));
      before = rows.at(-1);
    }
    expect(seen).toEqual(newestFirst);
  });

  test('are filtered by service and by whether they are open', async () => {
    const orders = await reader.incidents({ service: 'order', open: false, limit: 100 });
    expect(orders.map(({ id }) => id)).toEqual(newestFirst.filter((id) => Number(id.slice(-2)) % 2 === 1));
    const open = await reader.incidents({ open: true, service: 'cart', limit: 100 });
    expect(open.map(({ id }) => id)).toContain('bbbb-01');
    expect(open.every(({ state }) => state === 'open' || state === 'escalated')).toBe(true);
    expect(await reader.incidents({ service: `'; drop table ares.incidents --`, limit: 1 })).toEqual([]);
  });

  test('one is found by its id or an unambiguous beginning, with its story in order', async () => {
    expect(await reader.incident('aaaa-03')).toMatchObject({
      incident: { id: 'aaaa-03' },
      actions: [],
      timeline: [{ kind: 'detected' }, { kind: 'closed', data: { state: 'healed' } }],
    });
    expect(await reader.incident('bbbb')).toMatchObject({ incident: { id: 'bbbb-01' } });
    expect(await reader.incident('aaaa')).toEqual({ ambiguous: all.map(({ id }) => id) });
    expect(await reader.incident('cccc')).toBeUndefined();
    expect(await reader.incident('')).toBeUndefined();
    expect(await reader.incident('%')).toBeUndefined();
    expect(await reader.incident('aaaa_03')).toBeUndefined();
  });

  test('an id that begins others is found all the same', async () => {
    const { knowledge } = postgres.under;
    const lease = await lead(knowledge, 'prefix');
    const [short, long] = ['dd', 'dd-1'].map((id) => closed(0, { id, shard: 'prefix' }));
    if (!short || !long) throw new Error('two incidents');
    await knowledge.commit(lease, { ...noChanges, incidents: [short, long] });
    expect(await reader.incident('dd')).toMatchObject({ incident: { id: 'dd' } });
  });
});

describe('the kill switch', () => {
  test('row 47: says who, why and since when, and every pull is audited', async () => {
    const admin = postgresAdmin(postgres.pool);
    const pulled = await admin.setKillSwitch(true, 'anna', 'odd\u0000 heals');
    expect(pulled).toEqual({ on: true, by: 'anna', reason: 'odd\uFFFD heals', sinceMs: expect.any(Number) });
    expect((await postgres.under.knowledge.load('any', 0)).killSwitch).toEqual(pulled);
    const again = await admin.setKillSwitch(true, 'ben', 'me too');
    expect(again).toEqual({ on: true, by: 'ben', reason: 'me too', sinceMs: pulled.sinceMs });
    expect(await admin.setKillSwitch(false, 'anna', 'calm')).toMatchObject({ on: false });
    expect(await reader.audit(10)).toMatchObject([
      { by: 'anna', what: 'kill switch off', reason: 'calm' },
      { by: 'ben', what: 'kill switch on', reason: 'me too' },
      { by: 'anna', what: 'kill switch on', reason: 'odd\uFFFD heals' },
    ]);
    expect(await reader.audit(1)).toHaveLength(1);
  });
});

test('row 15: all of it can be read from a store that takes no writes', async () => {
  const pool = knowledgePool(`${postgres.url}?options=-c%20default_transaction_read_only%3Don`);
  const readOnly = postgresReader(pool);
  expect((await readOnly.overview('overview')).openIncidents).toHaveLength(2);
  expect(await readOnly.incidents({ limit: 3 })).toHaveLength(3);
  expect(await readOnly.incident('aaaa-03')).toBeDefined();
  expect((await readOnly.audit(10)).length).toBeGreaterThan(0);
  await expect(postgresAdmin(pool).setKillSwitch(true, 'a', 'b')).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' });
  await pool.end();
});
