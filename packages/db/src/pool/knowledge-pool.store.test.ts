import type pg from 'pg';
import { afterAll, beforeAll, expect, onTestFinished, test, vi } from 'vitest';
import { startPostgres, type TestServer } from '../testing.ts';
import { knowledgePool } from './knowledge-pool.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startPostgres();
});
afterAll(() => server.stop());

/** Of one connection, in a world where only the date moves. */
function aPool(): pg.Pool {
  const url = new URL(server.url);
  url.searchParams.set('options', '-c idle_session_timeout=200');
  const pool = knowledgePool(url.href);
  vi.useFakeTimers({ toFake: ['Date'] });
  onTestFinished(async () => {
    vi.useRealTimers();
    await pool.end();
  });
  return pool;
}

const pid = async (pool: pg.Pool): Promise<number> => (await pool.query('select pg_backend_pid() as pid')).rows[0].pid;

/** No timer runs and no news arrives. */
function freeze(ms: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);
  vi.setSystemTime(Date.now() + 61_000);
}

test('a connection is used again', async () => {
  const pool = aPool();
  expect(await pid(pool)).toBe(await pid(pool));
});

test('a process that was frozen asks on a new connection, not on the one that the server ended', async () => {
  const pool = aPool();
  const before = await pid(pool);
  freeze(1_000);
  expect(await pid(pool)).not.toBe(before);
  freeze(1_000);
  const client = await pool.connect();
  expect((await client.query('select 1 as one')).rows).toEqual([{ one: 1 }]);
  client.release();
  expect(pool.totalCount).toBe(1);
});

test('a pool that was ended refuses, in both ways of asking', async () => {
  const pool = knowledgePool(server.url);
  await pool.end();
  await expect(pool.query('select 1')).rejects.toThrow('after calling end');
  await expect(pool.connect()).rejects.toThrow('after calling end');
});
