import { postgresAdmin, postgresKnowledge, postgresReader, postgresRoster } from '@ares/adapters/postgres';
import { databaseRoles } from '@ares/config/aws';
import { expect, test } from 'vitest';
import { stage } from '../testing/stage.ts';

const it = stage();
const { path, incidents } = it;

test('a crash is found by tick, healed by heal and verified by tick, each as its own role', async () => {
  const way = path();
  await way.run(16_000);
  way.crash();
  await way.run(60_000);
  expect(way.fakes.lines.filter(({ level }) => level === 'warn')).toEqual([]);
  expect(await incidents(way)).toMatchObject([{ state: 'healed', symptom: 'crash' }]);
  expect(way.fakes.commands.starts).toHaveLength(1);
});

test('api reads everything, and pulls the kill switch', async () => {
  const way = path();
  await way.run(16_000);
  const pool = it.store.as('api');
  const reader = postgresReader(pool);
  expect((await reader.overview(way.shard)).services).toHaveLength(1);
  expect(await postgresRoster(pool).shards()).toContain(way.shard);
  const { setKillSwitch } = postgresAdmin(pool);
  expect(await setKillSwitch(true, 'a person', 'a test')).toMatchObject({ on: true });
  expect(await setKillSwitch(false, 'a person', 'the test is over')).toMatchObject({ on: false });
  expect(await reader.audit(2)).toMatchObject([{ what: 'kill switch off' }, { what: 'kill switch on' }]);
});

test('train reads what happened and where', async () => {
  const pool = it.store.as('train');
  await postgresReader(pool).incidents({ limit: 1 });
  const [shard = ''] = await postgresRoster(pool).shards();
  expect(await postgresRoster(pool).hosts(shard)).toHaveLength(1);
});

const rights = 'the user lacks the right';

test.each(['tick', 'heal', 'train'] as const)('%s cannot pull the kill switch, nor push it back', async (user) => {
  const { setKillSwitch } = postgresAdmin(it.store.as(user));
  await expect(setKillSwitch(false, user, 'a bug')).rejects.toThrow(rights);
});

test.each(['heal', 'train', 'api'] as const)(
  '%s cannot decide: it gets no lease and stores no intent',
  async (user) => {
    const knowledge = postgresKnowledge(it.store.as(user));
    await expect(knowledge.acquireLease('any', user, 1_000)).rejects.toThrow(rights);
  },
);

test.each(['tick', 'train', 'api'] as const)('%s cannot write over what people changed', async (user) => {
  const pool = it.store.as(user);
  await expect(pool.query('delete from ares.audit')).rejects.toThrow('permission denied');
  await expect(pool.query(`update ares.audit set by = 'nobody'`)).rejects.toThrow('permission denied');
});

test.each([
  'select * from ares.incidents',
  'select * from ares.outbox',
  'select * from ares.service_memory',
  `update ares.actions set epoch = 0`,
  `update ares.actions set container_id = 'x'`,
  `update ares.leases set epoch = 0`,
  `update ares.control set kill_switch_on = false`,
  'delete from ares.actions',
  `insert into ares.leases (shard, holder, epoch, expires_at) values ('s', 'h', 1, now())`,
  'create table ares.mine ()',
])('heal may not: %s', async (statement) => {
  await expect(it.store.as('heal').query(statement)).rejects.toThrow(/permission denied/);
});

test.each(Object.values(databaseRoles))('no deciding around the story: %s cannot change or delete it', async (role) => {
  const user = Object.entries(databaseRoles).find(([, name]) => name === role)?.[0] as keyof typeof databaseRoles;
  const pool = it.store.as(user);
  await expect(pool.query('delete from ares.timeline')).rejects.toThrow('permission denied');
  await expect(pool.query(`update ares.timeline set words = ''`)).rejects.toThrow('permission denied');
});
