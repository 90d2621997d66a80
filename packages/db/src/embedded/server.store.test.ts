import { spawn } from 'node:child_process';
import { stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Client } from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startPostgres, type TestServer } from '../testing.ts';
import { freePort } from './free-port.ts';
import { postmasterOf } from './postmaster.ts';
import { startServer, stopServer } from './server.ts';
import { dataOf, ensureStore, urlOf } from './store.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startPostgres();
});
afterAll(() => server.stop());

const ask = async (url: string, sql: string): Promise<unknown> => {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query({ text: sql, rowMode: 'array' })).rows[0]?.[0];
  } finally {
    await client.end();
  }
};

const restart = async (): Promise<string> => {
  const { port } = await startServer(server.store, await freePort());
  return urlOf(server.store, port);
};

test('listens on the loopback alone, has no socket file and wants its password', async () => {
  expect(await ask(server.url, 'show listen_addresses')).toBe('127.0.0.1');
  expect(await ask(server.url, 'show unix_socket_directories')).toBe('');
  await expect(ask(server.url.replace(/:[0-9a-f]{48}@/, ':wrong@'), 'select 1')).rejects.toThrow(/password/);
  expect((await stat(join(server.store.folder, 'password'))).mode & 0o777).toBe(0o600);
  expect((await stat(server.store.folder)).mode & 0o777).toBe(0o700);
});

test('data outlive the server', async () => {
  await ask(server.url, 'create table kept as select 42 as n');
  await stopServer(server.store);
  expect(await postmasterOf(server.store)).toBeUndefined();
  expect(await ask(await restart(), 'select n from kept')).toBe(42);
});

test('two that start it at once get the same server', async () => {
  await stopServer(server.store);
  const [a, b] = await Promise.all([freePort(), freePort()]);
  const [first, second] = await Promise.all([startServer(server.store, a), startServer(server.store, b)]);
  expect(first).toEqual(second);
});

test('a server that was killed is started again, also when another program has its process id by now', async () => {
  const before = await postmasterOf(server.store);
  if (!before) throw new Error('no server runs');
  process.kill(before.pid, 'SIGKILL');
  expect(await ask(await restart(), 'select n from kept')).toBe(42);

  await stopServer(server.store);
  const other = spawn('sleep', ['60'], { ...server.store.account });
  try {
    const file = join(dataOf(server.store), 'postmaster.pid');
    await writeFile(file, `${other.pid}\n${dataOf(server.store)}\n1\n5432\n\n127.0.0.1\n\nready\n`);
    expect(await postmasterOf(server.store)).toBeUndefined();
    expect(await ask(await restart(), 'select n from kept')).toBe(42);
    expect(other.exitCode).toBeNull();
  } finally {
    other.kill();
  }
});

test('a store is made once: the second time leaves data and password alone', async () => {
  const url = await urlOf(server.store, 1);
  await ensureStore(server.store, { durable: false });
  expect(await urlOf(server.store, 1)).toBe(url);
});

test('a port that is taken is told with its remedy', async () => {
  const running = await postmasterOf(server.store);
  const other = await startPostgres();
  try {
    await stopServer(other.store);
    await expect(startServer(other.store, running?.port ?? 0)).rejects.toMatchObject({
      name: 'EmbeddedError',
      remedy: expect.stringContaining('port was taken'),
    });
  } finally {
    await other.stop();
  }
});
