import type { HostSignal, Lease } from '@ares/core';
import { aMemory, anAction, anIncident } from '@ares/simulator';
import { lead, noChanges } from '@ares/simulator/testing';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { postgresOutbox } from './postgres-outbox.ts';
import { postgresRoster, type Roster } from './postgres-roster.ts';
import { postgresSignals } from './postgres-signals.ts';
import { openPostgresStage, type PostgresStage } from './testing/postgres-stage.ts';

let postgres: PostgresStage;
let roster: Roster;
let serial = 0;
let host = '';
beforeAll(async () => {
  postgres = await openPostgresStage();
  roster = postgresRoster(postgres.pool);
});
beforeEach(() => {
  serial += 1;
  host = `i-${serial}`;
});
afterAll(() => postgres.stop());

const take = (shard: string, holder = 'a'): Promise<Lease> => lead(postgres.under.knowledge, shard, holder);
const at = (address: string, hostId = host) => ({ hostId, address });
const shardName = (name: string): string => `shard-${name}-${serial}`;

test('a shard has the hosts that it was given last, with their newest addresses', async () => {
  const shard = shardName('a');
  const lease = await take(shard);
  await roster.adopt(lease, [at('10.0.0.1', `${host}-x`), at('10.0.0.2')]);
  await roster.adopt(lease, [at('10.0.0.9')]);
  expect(await roster.hosts(shard)).toEqual([at('10.0.0.9')]);
  expect(await roster.shardOf(host)).toBe(shard);
  expect(await roster.shardOf(`${host}-x`)).toBeUndefined();
  await roster.adopt(lease, []);
  expect(await roster.hosts(shard)).toEqual([]);
});

test('row 7: only the decider of a shard says which hosts it has', async () => {
  const shard = shardName('a');
  const lease = await take(shard);
  await postgres.under.expireLeases();
  await take(shard, 'newer');
  await expect(roster.adopt(lease, [at('10.0.0.1')])).rejects.toMatchObject({ code: 'FENCED' });
});

test('a host that changes its shard brings along what is known of it, and fences its former decider', async () => {
  const [from, to] = [shardName('from'), shardName('to')];
  const { knowledge } = postgres.under;
  const former = await take(from);
  await roster.adopt(former, [at('10.0.0.1')]);
  const serviceId = `${host}/shop/cart`;
  const incident = anIncident({ id: `incident-${serial}`, shard: from, hostId: host, serviceId });
  const memory = aMemory({ serviceId, hostId: host });
  await knowledge.commit(former, { ...noChanges, incidents: [incident], services: [memory] });
  const action = anAction(incident, { epoch: former.epoch, hostId: host, targetId: `${host}/cart` });
  await knowledge.storeIntent(former, action, []);

  const next = await take(to, 'b');
  await roster.adopt(next, [at('10.0.0.1')]);
  expect(await knowledge.load(to, 0)).toMatchObject({
    incidents: [{ id: incident.id, shard: to }],
    actions: [{ id: action.id, shard: to, state: 'intended' }],
    services: [{ serviceId }],
  });
  expect(await knowledge.load(from, 0)).toMatchObject({ incidents: [], actions: [], services: [] });
  await expect(knowledge.commit(former, noChanges)).rejects.toMatchObject({ code: 'FENCED' });
  expect((await take(from, 'c')).epoch).toBeGreaterThan(former.epoch);
});

test('shards are those that ticked within the hour', async () => {
  const [ticking, idle] = [shardName('ticking'), shardName('idle')];
  const lease = await take(ticking);
  await take(idle);
  await postgres.under.knowledge.beginTick(lease, 'one');
  const shards = await roster.shards();
  expect(shards).toContain(ticking);
  expect(shards).not.toContain(idle);
});

test('the age of a shard is that of its newest tick, and one that never had any has none', async () => {
  const [old, young, never] = [shardName('old'), shardName('young'), shardName('never')];
  for (const shard of [old, young]) {
    const lease = await take(shard);
    for (const key of ['one', 'two']) await postgres.under.knowledge.beginTick(lease, key);
  }
  const back = `update ares.ticks set begun_at = now() - $1 * interval '1 hour' where shard = $2 and key = $3`;
  for (const [hours, shard, key] of [
    [3, old, 'one'],
    [2, old, 'two'],
    [9, young, 'one'],
  ])
    await postgres.pool.query(back, [hours, shard, key]);
  const ages = await roster.tickAgesMs([old, young, never]);
  expect([...ages.keys()].toSorted()).toEqual([old, young]);
  expect(Math.floor((ages.get(old) ?? 0) / 3_600_000)).toBe(2);
  expect(Math.floor((ages.get(young) ?? -1) / 3_600_000)).toBe(0);
  expect(await roster.tickAgesMs([])).toEqual(new Map());
});

test('the newest signal of each name is what a tick of its host’s shard loads, in whatever order they came', async () => {
  const shard = shardName('a');
  await roster.adopt(await take(shard), [at('10.0.0.1')]);
  const signals = postgresSignals(postgres.pool);
  const alarm = (value: string, atMs: number): HostSignal => ({
    hostId: host,
    name: 'disk',
    value,
    words: 'disk',
    atMs,
  });
  const load: HostSignal = { hostId: host, name: 'CPUUtilization', value: 12.5, words: '12.5 %', atMs: 5 };
  await signals.record([alarm('ALARM', 20), alarm('OK', 10), load]);
  await signals.record([alarm('OK', 15)]);
  await signals.record([]);
  expect((await postgres.under.knowledge.load(shard, 0)).signals).toEqual([load, alarm('ALARM', 20)]);
  expect(await postgres.under.knowledge.load(shardName('other'), 0)).not.toHaveProperty('signals');
});

test('row 50: what people have to be told waits, oldest first, until it was surely handed over', async () => {
  const outbox = postgresOutbox(postgres.pool);
  const message = (id: string, atMs: number) => ({ id, kind: 'alarm', words: id, atMs }) as const;
  const lease = await take(shardName('a'));
  await postgres.under.knowledge.commit(lease, { ...noChanges, outbox: [message('later', 2), message('first', 1)] });
  expect(await outbox.pending(10)).toEqual([message('first', 1), message('later', 2)]);
  expect(await outbox.pending(1)).toEqual([message('first', 1)]);
  await outbox.delivered(['first', 'never']);
  await outbox.delivered([]);
  expect(await outbox.pending(10)).toEqual([message('later', 2)]);
});
