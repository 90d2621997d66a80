import { databaseRoles } from '@ares/config/aws';
import { knowledgePool } from '@ares/db';
import { startPostgres, type TestServer } from '@ares/db/testing';
import type { Pool } from 'pg';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { onEvent } from './on-event.ts';

let server: TestServer;
let look: Pool;
beforeAll(async () => {
  server = await startPostgres();
  look = knowledgePool(server.url);
});
afterAll(async () => {
  await look.end();
  await server.stop();
});

const open = async () => knowledgePool(server.url);
const create = { RequestType: 'Create', ResourceProperties: { ServiceToken: 'arn', Fingerprint: '1' } };

test('an empty database has schema and roles after it, and the same again changes nothing', async () => {
  const made = await onEvent(open, create);
  expect(Number(made.Data?.SchemaVersion)).toBeGreaterThan(2);
  const { PhysicalResourceId } = made;
  expect(await onEvent(open, { ...create, RequestType: 'Update', PhysicalResourceId })).toEqual(made);
  const roles = await look.query(`select rolname from pg_roles where rolname like 'ares\\_%' order by 1`);
  expect(roles.rows.map(({ rolname }) => rolname)).toEqual(Object.values(databaseRoles).toSorted());
});

test('the API is bound to its share of the connections', async () => {
  await onEvent(open, create);
  const { rows } = await look.query(`select rolname, rolconnlimit from pg_roles where rolconnlimit > 0`);
  expect(rows).toEqual([{ rolname: 'ares_api', rolconnlimit: 10 }]);
});

test('data outlive the stack: its end does not even connect', async () => {
  const never = vi.fn(open);
  expect(await onEvent(never, { ...create, RequestType: 'Delete', PhysicalResourceId: 'p' })).toEqual({
    PhysicalResourceId: 'p',
  });
  expect(never).not.toHaveBeenCalled();
});

test('row 52: an older migrator, as of a rollback, goes on over a schema that was only added to', async () => {
  const { Data } = await onEvent(open, create);
  await look.query(`insert into ares.schema_version (hash, created_at) values ('added', 9999999999998)`);
  const SchemaVersion = String(Number(Data?.SchemaVersion) + 1);
  expect(await onEvent(open, { ...create, RequestType: 'Update' })).toMatchObject({ Data: { SchemaVersion } });
});

test('row 52: older code over a newer schema that was changed writes nothing and names both versions', async () => {
  await look.query(
    `insert into ares.schema_version (hash, created_at, compatible_from) values ('of the future', 9999999999999, 99)`,
  );
  await look.query('revoke select on ares.timeline from ares_api');
  const [{ n }] = (await look.query('select count(*)::int as n from ares.schema_version')).rows;
  await expect(onEvent(open, { ...create, RequestType: 'Update' })).rejects.toThrow(
    new RegExp(`schema version ${n} and this ARES knows ${n - 2}`),
  );
  const grants = await look.query(
    `select 1 from information_schema.role_table_grants where grantee = 'ares_api' and table_name = 'timeline'`,
  );
  expect(grants.rowCount).toBe(0);
});

test('row 12: without the database the deployment fails', () =>
  expect(onEvent(async () => knowledgePool('postgres://nobody@127.0.0.1:1/none'), create)).rejects.toThrow(
    'ECONNREFUSED',
  ));
