import { once } from 'node:events';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { connect, createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Pool } from 'pg';
import { pino } from 'pino';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { freePort, startPostgres, type TestPostgres } from '../testing/index.ts';
import { postgresPool } from './postgres-pool.ts';
import { runMigrations } from './run-migrations.ts';
import { withTransaction } from './with-transaction.ts';

const silent = pino({ level: 'silent' });
let postgres: TestPostgres;
let folder: string;
const pools: Pool[] = [];

function pool(role: 'shop_user' | 'shop_product' = 'shop_product', max = 5, timeoutMs = 400): Pool {
  return poolAt(postgres.urlFor(role), max, timeoutMs);
}

function poolAt(url: string, max = 5, timeoutMs = 400): Pool {
  const created = postgresPool(
    {
      DATABASE_URL: url,
      DATABASE_POOL_MAX: max,
      DATABASE_CONNECT_TIMEOUT_MS: 2_000,
      DATABASE_STATEMENT_TIMEOUT_MS: timeoutMs,
    },
    silent,
  );
  pools.push(created);
  return created;
}

async function writeMigrations(target: string): Promise<void> {
  await mkdir(join(target, 'meta'), { recursive: true });
  const entries = [
    { idx: 0, version: '7', when: 1_000, tag: '0000_things', breakpoints: true },
    { idx: 1, version: '7', when: 2_000, tag: '0001_more', breakpoints: true },
  ];
  await writeFile(join(target, 'meta/_journal.json'), JSON.stringify({ version: '7', dialect: 'postgresql', entries }));
  await writeFile(join(target, '0000_things.sql'), 'create table things (id int primary key);\n');
  const two = 'insert into things values (1);\n--> statement-breakpoint\nselect pg_sleep(0.1);';
  await writeFile(join(target, '0001_more.sql'), two);
}

beforeAll(async () => {
  postgres = await startPostgres();
  folder = await mkdtemp(join(tmpdir(), 'kit-migrations-'));
  await writeMigrations(folder);
});

afterAll(async () => {
  await Promise.all(pools.map((each) => each.end()));
  await postgres.stop();
  await rm(folder, { recursive: true });
});

test('replicas that start at once migrate and seed exactly once', async () => {
  const seeded: number[] = [];
  const seed = async (client: { query(sql: string): Promise<{ rowCount: number | null }> }) => {
    const { rowCount } = await client.query('insert into things values (2) on conflict do nothing');
    seeded.push(rowCount ?? 0);
  };
  const replicas = Array.from({ length: 4 }, () => pool());
  await Promise.all(replicas.map((each) => runMigrations(each, folder, 'kit-test', { seed })));
  const { rows } = await pool().query('select id from things order by id');
  expect(rows).toEqual([{ id: 1 }, { id: 2 }]);
  expect(seeded.toSorted()).toEqual([0, 0, 0, 1]);
});

test('a migration that fails leaves nothing behind', async () => {
  const broken = await mkdtemp(join(tmpdir(), 'kit-broken-'));
  await writeMigrations(broken);
  await writeFile(join(broken, '0001_more.sql'), 'select no_such_function();');
  const user = pool('shop_user');
  await expect(runMigrations(user, broken, 'kit-test')).rejects.toThrow(/no_such_function/);
  const { rows } = await user.query("select count(*)::int as tables from pg_tables where schemaname = 'shop_user'");
  expect(rows).toEqual([{ tables: 0 }]);
  await rm(broken, { recursive: true });
});

test('a role cannot read the schema of another', async () => {
  await pool('shop_product').query('create table if not exists secrets (id int)');
  await expect(pool('shop_user').query('select * from shop_product.secrets')).rejects.toThrow(/permission denied/);
  await expect(pool('shop_user').query('create schema more')).rejects.toThrow(/permission denied/);
});

test('a statement that runs too long is cancelled and the pool works on', async () => {
  const one = pool('shop_product', 1);
  await expect(one.query('select pg_sleep(5)')).rejects.toThrow(/statement timeout/);
  expect((await one.query('select 1 as up')).rows).toEqual([{ up: 1 }]);
});

test('a connection that the server ends is replaced', async () => {
  const one = pool('shop_product', 1);
  const { rows } = await one.query<{ pid: number }>('select pg_backend_pid() as pid');
  const lost = new Promise((resolve) => one.once('error', resolve));
  await pool('shop_product').query('select pg_terminate_backend($1)', [rows[0]?.pid]);
  await lost;
  expect((await one.query('select 1 as up')).rows).toEqual([{ up: 1 }]);
});

test('a transaction is undone when its work fails, and its connection goes back', async () => {
  const one = pool('shop_product', 1);
  await one.query('create table if not exists undone (id int)');
  const work = withTransaction(one, async (client) => {
    await client.query('insert into undone values (1)');
    throw new Error('no');
  });
  await expect(work).rejects.toThrow('no');
  expect((await one.query('select * from undone')).rowCount).toBe(0);
});

test('a deadlock is retried until both transactions are in', async () => {
  const two = pool('shop_product', 4, 10_000);
  await two.query('create table if not exists pairs (id int primary key, n int)');
  await two.query('insert into pairs values (1, 0), (2, 0)');
  const step = (first: number, second: number) =>
    withTransaction(two, async (client) => {
      await client.query('update pairs set n = n + 1 where id = $1', [first]);
      await client.query('select pg_sleep(0.1)');
      await client.query('update pairs set n = n + 1 where id = $1', [second]);
    });
  await Promise.all([step(1, 2), step(2, 1)]);
  expect((await two.query('select n from pairs order by id')).rows).toEqual([{ n: 2 }, { n: 2 }]);
});

/** Passes connections on to a port, as a database that comes up late would begin to. */
async function listenLate(port: number, target: number): Promise<Server> {
  const relay = createServer((socket) => {
    const onward = connect(target, '127.0.0.1');
    socket.pipe(onward).pipe(socket);
    for (const end of [socket, onward]) end.on('error', () => {});
  });
  relay.listen(port, '127.0.0.1');
  await once(relay, 'listening');
  return relay;
}

test('migrations wait for a database that is not there yet', async () => {
  const address = new URL(postgres.urlFor('shop_product'));
  const target = Number(address.port);
  const port = await freePort();
  address.port = String(port);
  const waiting = Promise.withResolvers<void>();
  const logger = pino({ level: 'warn' }, { write: () => waiting.resolve() });
  const late = poolAt(address.href);
  const migrated = runMigrations(late, folder, 'kit-test', { logger });
  await waiting.promise;
  const relay = await listenLate(port, target);
  await migrated;
  expect((await late.query('select id from things where id = 1')).rowCount).toBe(1);
  await late.end();
  pools.splice(pools.indexOf(late), 1);
  relay.close();
});

test('migrations do not wait where waiting cannot help', async () => {
  const wrong = postgres.urlFor('shop_product').replace(':test@', ':wrong@');
  await expect(runMigrations(poolAt(wrong), folder, 'kit-test')).rejects.toThrow(/password authentication failed/);
});
