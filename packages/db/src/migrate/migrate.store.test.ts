import type { Pool } from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { knowledgePool, migrate } from '../index.ts';
import { startPostgres, type TestServer } from '../testing.ts';
import { knownVersion } from './schema-version.ts';

let server: TestServer;
let pool: Pool;
beforeAll(async () => {
  server = await startPostgres();
  pool = knowledgePool(server.url);
});
afterAll(async () => {
  await pool.end();
  await server.stop();
});

const versions = async (): Promise<number> =>
  (await pool.query('select count(*)::int as n from ares.schema_version')).rows[0].n;

test('processes that start together migrate once', async () => {
  await Promise.all([migrate(pool), migrate(pool), migrate(pool), migrate(pool)]);
  expect(await versions()).toBe(knownVersion());
  expect((await pool.query('select kill_switch_on from ares.control')).rows).toEqual([{ kill_switch_on: false }]);
});

test('row 15: a store that takes no writes can still be opened once it is migrated', async () => {
  const readOnly = knowledgePool(`${server.url}?options=-c%20default_transaction_read_only%3Don`);
  await expect(readOnly.query('create table ares.no (n int)')).rejects.toMatchObject({ code: '25006' });
  await migrate(readOnly);
  await readOnly.end();
});

test('row 52: an older ARES refuses a newer schema, names both versions and writes nothing', async () => {
  const known = knownVersion();
  await pool.query(
    `insert into ares.schema_version (hash, created_at, compatible_from) values ('later', 9999999999999, 99)`,
  );
  await expect(migrate(pool)).rejects.toMatchObject({
    code: 'SCHEMA_NEWER',
    found: known + 1,
    known,
    message: expect.stringContaining(`schema version ${known + 1} and this ARES knows ${known}`),
  });
  expect(await versions()).toBe(known + 1);
});
