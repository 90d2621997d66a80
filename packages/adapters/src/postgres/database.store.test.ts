import { knowledgePool } from '@ares/db';
import { startPostgres } from '@ares/db/testing';
import { sql } from 'drizzle-orm';
import type { Pool } from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { databaseOn } from './database.ts';

let server: Awaited<ReturnType<typeof startPostgres>>;
let pool: Pool;
beforeAll(async () => {
  server = await startPostgres();
});
afterAll(() => server.stop());
beforeEach(() => {
  pool = knowledgePool(server.url);
  pool.options.max = 1;
});
afterEach(() => pool.end());

/** The process of the server behind the only connection. */
const backend = () =>
  databaseOn(pool).transaction(async (tx) => (await tx.execute(sql`select pg_backend_pid() as pid`)).rows[0]?.pid);

/** The only connection fails one statement without an answer of the server. */
async function breakOn(statement: string): Promise<void> {
  const client = await pool.connect();
  const { query } = client;
  Object.assign(client, {
    query: (asked: { readonly text?: string }, ...more: readonly never[]) =>
      asked.text === statement
        ? Promise.reject(new Error('Query read timeout'))
        : (query as (...all: readonly unknown[]) => unknown).call(client, asked, ...more),
  });
  client.release();
}

test.each(['begin', 'commit', 'rollback'])(
  'row 14: a connection that goes silent on %s is thrown away, and the next transaction has another one',
  async (statement) => {
    const before = await backend();
    await breakOn(statement);
    const work = databaseOn(pool).transaction(() =>
      statement === 'rollback' ? Promise.reject(new Error('of the work')) : Promise.resolve(),
    );
    await expect(work).rejects.toMatchObject({ cause: { message: 'Query read timeout' } });
    expect(await backend()).not.toBe(before);
  },
);

test('an error of the server or of the work itself costs no connection', async () => {
  const before = await backend();
  const { transaction } = databaseOn(pool);
  await expect(transaction((tx) => tx.execute(sql`select 1 / 0`))).rejects.toThrow('Failed query');
  await expect(transaction(() => Promise.reject(new Error('of the work')))).rejects.toThrow('of the work');
  expect(await backend()).toBe(before);
});
