import type { Pool } from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { knowledgePool, migrate, refuseNewerSchema } from '../index.ts';
import { startPostgres, type TestServer } from '../testing.ts';

let server: TestServer;
let owner: Pool;
let pool: Pool;
beforeAll(async () => {
  server = await startPostgres();
  owner = knowledgePool(server.url);
  await migrate(owner);
  const { hostname: host, port, username: user, password, pathname } = new URL(server.url);
  const signIn = { host, port: Number(port), user, password, database: pathname.slice(1), ssl: false, max: 1 };
  pool = knowledgePool({ ...signIn, verify: refuseNewerSchema });
});
afterAll(async () => {
  await pool.end();
  await owner.end();
  await server.stop();
});

test('row 52: code that does not migrate gets no connection to a newer schema, and one to its own', async () => {
  expect((await pool.query('select kill_switch_on from ares.control')).rows).toHaveLength(1);
  await owner.query(`insert into ares.schema_version (hash, created_at) values ('later', 9999999999999)`);
  // A new connection, as of another execution environment.
  await owner.query(`select pg_terminate_backend(pid) from pg_stat_activity where pid <> pg_backend_pid()`);
  await expect.poll(() => pool.totalCount).toBe(0);
  await expect(pool.query('update ares.control set kill_switch_on = true')).rejects.toMatchObject({
    code: 'SCHEMA_NEWER',
  });
  expect((await owner.query('select kill_switch_on from ares.control')).rows).toEqual([{ kill_switch_on: false }]);
  await owner.query(`delete from ares.schema_version where hash = 'later'`);
  expect((await pool.query('select 1 as one')).rows).toEqual([{ one: 1 }]);
});
