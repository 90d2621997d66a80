import { appendFile, cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { drizzle } from 'drizzle-orm/node-postgres';
import { migrate as run } from 'drizzle-orm/node-postgres/migrator';
import type { Pool } from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { knowledgePool, migrate, refuseNewerSchema, storedSchema } from '../index.ts';
import { startPostgres, type TestServer } from '../testing.ts';
import { migrationsFolder, SCHEMA_VERSION } from './schema-version.ts';

let server: TestServer;
let owner: Pool;
let pool: Pool;
let folder = '';
beforeAll(async () => {
  server = await startPostgres();
  owner = knowledgePool(server.url);
  await migrate(owner);
  const { hostname: host, port, username: user, password, pathname } = new URL(server.url);
  const signIn = { host, port: Number(port), user, password, database: pathname.slice(1), ssl: false, max: 1 };
  pool = knowledgePool({ ...signIn, verify: refuseNewerSchema });
  folder = await mkdtemp(join(tmpdir(), 'ares-migrations-'));
  await cp(migrationsFolder, folder, { recursive: true });
});
afterAll(async () => {
  await pool.end();
  await owner.end();
  await server.stop();
  await rm(folder, { recursive: true });
});

/** A newer ARES adds this migration, as its developers write them. */
async function later(tag: string, statement: string, compatibleFrom: number): Promise<void> {
  const declared = `ALTER TABLE "ares"."schema_version" ALTER COLUMN "compatible_from" SET DEFAULT ${compatibleFrom};`;
  await appendFile(join(folder, `${tag}.sql`), `${statement};--> statement-breakpoint\n${declared}`);
  const journalFile = join(folder, 'meta/_journal.json');
  const journal = JSON.parse(await readFile(journalFile, 'utf8'));
  const { idx, when } = journal.entries.at(-1);
  journal.entries.push({ ...journal.entries.at(-1), idx: idx + 1, when: when + 1, tag });
  await writeFile(journalFile, JSON.stringify(journal));
  await run(drizzle(owner), { migrationsFolder: folder, migrationsSchema: 'ares', migrationsTable: 'schema_version' });
  // New connections, as of another execution environment.
  await owner.query(`select pg_terminate_backend(pid) from pg_stat_activity where pid <> pg_backend_pid()`);
  await expect.poll(() => pool.totalCount).toBe(0);
}

const pull = (on: boolean) => pool.query(`update ares.control set kill_switch_on = ${on}`);
const isPulled = async () => (await owner.query('select kill_switch_on as "is" from ares.control')).rows[0].is;

test('row 52: older code uses a schema that was added to, and not one that was changed, also once more was added', async () => {
  expect(await storedSchema(owner)).toMatchObject({ version: SCHEMA_VERSION });
  await pull(true);
  expect(await isPulled()).toBe(true);

  await later('0901_adds', 'CREATE TABLE "ares"."more" (n int)', SCHEMA_VERSION);
  await pull(false);
  await migrate(owner);
  expect(await isPulled()).toBe(false);

  const breaking = SCHEMA_VERSION + 2;
  await later('0902_changes', 'ALTER TABLE "ares"."control" RENAME COLUMN "by" TO "who"', breaking);
  await expect(pull(true)).rejects.toMatchObject({ code: 'SCHEMA_NEWER', found: breaking, known: SCHEMA_VERSION });
  await expect(migrate(owner)).rejects.toMatchObject({ code: 'SCHEMA_NEWER' });

  await later('0903_adds', 'CREATE TABLE "ares"."still_more" (n int)', breaking);
  await expect(pull(true)).rejects.toMatchObject({ code: 'SCHEMA_NEWER', found: breaking + 1 });
  expect(await isPulled()).toBe(false);
  expect(await storedSchema(owner)).toEqual({ version: breaking + 1, compatibleFrom: breaking });
});

test('a store from before the declaration is used by code that knows all of it', async () => {
  await owner.query('alter table ares.schema_version drop column compatible_from');
  await owner.query('delete from ares.schema_version where id > $1', [SCHEMA_VERSION]);
  expect(await storedSchema(owner)).toEqual({ version: SCHEMA_VERSION, compatibleFrom: SCHEMA_VERSION });
  expect((await pool.query('select 1 as one')).rows).toEqual([{ one: 1 }]);
});
