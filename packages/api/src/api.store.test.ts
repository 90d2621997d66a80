import { postgresAdmin, postgresKnowledge, postgresReader, postgresRoster } from '@ares/adapters/postgres';
import { knowledgePool, migrate } from '@ares/db';
import { startPostgres, type TestServer } from '@ares/db/testing';
import { aMemory, anIncident, START_MS } from '@ares/simulator';
import { lead, noChanges } from '@ares/simulator/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { anApi, operator } from './testing/an-api.ts';

let server: TestServer;
let pool: ReturnType<typeof knowledgePool>;
let api: ReturnType<typeof anApi>;
beforeAll(async () => {
  server = await startPostgres();
  pool = knowledgePool(server.url);
  await migrate(pool);
  const shards = () => postgresRoster(pool).shards();
  api = anApi(operator, { reader: postgresReader(pool), admin: postgresAdmin(pool), shards });
  for (const [shard, hostId] of [
    ['shard-0', 'host-b'],
    ['shard-1', 'host-a'],
  ] as const) {
    await ticked(shard, hostId);
  }
});
afterAll(async () => {
  await pool.end();
  await server.stop();
});

/** What a tick of a shard with one sick host leaves behind. */
async function ticked(shard: string, hostId: string): Promise<void> {
  const knowledge = postgresKnowledge(pool);
  const lease = await lead(knowledge, shard);
  await knowledge.beginTick(lease, 'slot');
  const serviceId = `${hostId}/shop/cart`;
  const incident = anIncident({ id: `inc-${shard}`, shard, hostId, serviceId });
  await knowledge.commit(lease, {
    ...noChanges,
    shard: { lastTickAtMs: START_MS, lastReadAtMs: { [hostId]: START_MS }, unreachable: {}, metricsMissingSinceMs: {} },
    services: [aMemory({ hostId, serviceId, lastSeenAtMs: START_MS })],
    incidents: [incident],
    timeline: [{ incidentId: incident.id, atMs: START_MS, kind: 'detected', words: 'crash', data: null }],
  });
}

test('both shards are one fleet', async () => {
  expect((await api.ask('/api/v1/shards')).body).toEqual({ shards: ['shard-0', 'shard-1'] });
  const { body } = await api.ask('/api/v1/overview');
  expect(body).toMatchObject({
    lastTickAtMs: START_MS,
    silentHosts: {},
    services: [{ hostId: 'host-a' }, { hostId: 'host-b' }],
  });
  expect((await api.ask('/api/v1/overview?shard=shard-1')).body.services).toHaveLength(1);
});

test('pages follow on, and a beginning finds one or several', async () => {
  const first = await api.ask('/api/v1/incidents?limit=1&open=true&service=cart');
  const second = await api.ask(`/api/v1/incidents?limit=1&before=${first.body.next}`);
  const ids = [first, second].flatMap(({ body }) => body.incidents.map(({ id }: { id: string }) => id));
  expect(ids).toEqual(['inc-shard-1', 'inc-shard-0']);
  expect((await api.ask('/api/v1/incidents/inc-shard-0')).body).toMatchObject({ timeline: [{ kind: 'detected' }] });
  expect((await api.ask('/api/v1/incidents/inc')).body.error.ids).toEqual(['inc-shard-0', 'inc-shard-1']);
  expect((await api.ask(`/api/v1/incidents/${encodeURIComponent(`' or 1=1 --`)}`)).status).toBe(404);
});

test('row 47: the switch is pulled in the name of the token, and stays in the audit log', async () => {
  const { body } = await api.post('/api/v1/kill-switch', { on: true, reason: 'drill' });
  expect((await api.ask('/api/v1/kill-switch')).body).toEqual(body);
  expect((await api.ask('/api/v1/audit')).body.entries).toMatchObject([
    { by: 'ada', what: 'kill switch on', reason: 'drill' },
  ]);
  expect((await api.ask('/api/v1/doctor')).body).toMatchObject({ killSwitch: { on: true }, shards: [{}, {}] });
});

test('row 12: without the database it is 503, and the log alone says why', async () => {
  const gone = knowledgePool('postgres://nobody@127.0.0.1:1/none');
  const { ask, lines } = anApi(operator, { reader: postgresReader(gone), shards: () => postgresRoster(gone).shards() });
  for (const path of ['shards', 'overview', 'incidents', 'incidents/x', 'audit', 'kill-switch', 'doctor']) {
    const { status, text } = await ask(`/api/v1/${path}`);
    expect([path, status, text.includes('ECONN')]).toEqual([path, 503, false]);
  }
  expect(JSON.stringify(lines)).toContain('ECONNREFUSED');
  await gone.end();
});
