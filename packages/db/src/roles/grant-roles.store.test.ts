import type pg from 'pg';
import type { PoolClient } from 'pg';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { migrate } from '../migrate/migrate.ts';
import { knowledgePool } from '../pool/knowledge-pool.ts';
import { startPostgres, type TestServer } from '../testing.ts';
import { grantRoles } from './grant-roles.ts';
import { privileges, type StoreUser } from './privileges.ts';

const names = { tick: 'ares_tick', heal: 'ares_heal', train: 'ares_train', api: 'ares_api' };
const users = Object.keys(names) as StoreUser[];

let server: TestServer;
let pool: pg.Pool;
let client: PoolClient;
beforeAll(async () => {
  server = await startPostgres();
  pool = knowledgePool(server.url);
  await migrate(pool);
  client = await pool.connect();
  await grantRoles(client, names);
});
afterAll(async () => {
  client.release();
  await pool.end();
  await server.stop();
});

/** What the role holds by the server's own account, as `table.privilege` or `table.privilege.column`. */
async function held(role: string): Promise<readonly string[]> {
  const tables = await client.query<{ held: string }>(
    `select table_name || '.' || lower(privilege_type) as held from information_schema.role_table_grants where grantee = $1`,
    [role],
  );
  const columns = await client.query<{ held: string }>(
    `select table_name || '.' || lower(privilege_type) || '.' || column_name as held
     from information_schema.role_column_grants c where grantee = $1 and not exists (
       select from information_schema.role_table_grants t
       where t.grantee = c.grantee and t.table_name = c.table_name and t.privilege_type = c.privilege_type)`,
    [role],
  );
  return [...tables.rows, ...columns.rows].map((row) => row.held).toSorted();
}

const meant = (user: StoreUser): readonly string[] =>
  Object.entries(privileges[user])
    .flatMap(([table, allowed]) =>
      Object.entries(allowed).flatMap(([privilege, what]) =>
        what === 'table' ? `${table}.${privilege}` : what.map((column) => `${table}.${privilege}.${column}`),
      ),
    )
    .toSorted();

test.each(users)('%s holds what is written down, and nothing else', async (user) =>
  expect(await held(names[user])).toEqual(meant(user)),
);

test.each(users)('%s is no owner, no superuser and makes no roles', async (user) => {
  const [role] = (await client.query('select * from pg_roles where rolname = $1', [names[user]])).rows;
  expect(role).toMatchObject({ rolcanlogin: true, rolsuper: false, rolcreaterole: false, rolcreatedb: false });
  const owned = await client.query('select 1 from pg_tables where tableowner = $1', [names[user]]);
  expect(owned.rowCount).toBe(0);
});

test('a right that somebody added by hand is gone with the next deployment', async () => {
  await client.query('grant delete on ares.timeline to ares_heal');
  await client.query('grant update (risk_score) on ares.incidents to ares_api');
  await grantRoles(client, names);
  for (const user of users) expect(await held(names[user])).toEqual(meant(user));
});

const limits = async () => {
  const { rows } = await client.query(
    `select rolname as name, rolconnlimit as most from pg_roles where rolname like 'ares\\_%'`,
  );
  return Object.fromEntries(rows.map(({ name, most }) => [name, most]));
};

test('a role has no more connections than it is given, until it is given others', async () => {
  await grantRoles(client, names, { api: 10 });
  expect(await limits()).toEqual({ ares_tick: -1, ares_heal: -1, ares_train: -1, ares_api: 10 });
  await grantRoles(client, names);
  expect(await limits()).toMatchObject({ ares_api: -1 });
});

describe('sessions', () => {
  const asApi = () => {
    const url = new URL(server.url);
    Object.assign(url, { username: names.api, password: 'of-tests' });
    const own = knowledgePool(url.href);
    onTestFinished(() => own.end());
    return own;
  };
  const pidOf = async (own: pg.Pool) => (await own.query('select pg_backend_pid() as pid')).rows[0].pid;
  beforeAll(() => client.query(`alter role ares_api password 'of-tests'`));
  afterAll(() => grantRoles(client, names));

  test('end when they are idle for longer than a connection is used, for every role, by every deployment', async () => {
    await client.query('alter role ares_tick set idle_session_timeout = 0');
    await grantRoles(client, names);
    const { rows } = await client.query(`select rolconfig as set from pg_roles where rolname like 'ares\\_%'`);
    expect(rows).toEqual(users.map(() => ({ set: ['idle_session_timeout=120s'] })));
    expect((await asApi().query('show idle_session_timeout')).rows).toEqual([{ idle_session_timeout: '2min' }]);
  });

  test('that ended free their connection, and the next question gets another one', async () => {
    await client.query('alter role ares_api connection limit 1');
    await client.query('alter role ares_api set idle_session_timeout = 100');
    const own = asApi();
    const first = await pidOf(own);
    const there = async () =>
      (await client.query('select 1 from pg_stat_activity where usename = $1', [names.api])).rowCount;
    await expect.poll(there).toBe(0);
    expect(await pidOf(asApi())).not.toBe(first);
    await expect.poll(there).toBe(0);
    expect(await pidOf(own)).not.toBe(first);
  });
});

test('where IAM signs people in, every role may', async () => {
  await client.query('create role rds_iam');
  await grantRoles(client, names);
  const members = await client.query(
    `select member::regrole::text as name from pg_auth_members where roleid = 'rds_iam'::regrole order by 1`,
  );
  expect(members.rows.map(({ name }) => name)).toEqual(['ares_api', 'ares_heal', 'ares_tick', 'ares_train']);
});

test('a grant that fails changes nothing', async () => {
  const before = await held('ares_api');
  await expect(grantRoles(client, { ...names, api: '' })).rejects.toThrow();
  expect(await held('ares_api')).toEqual(before);
});
