import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { postmasterOf } from '@ares/db/embedded';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type KnowledgeOptions, openKnowledge, removeKnowledge } from './embedded.ts';

let base: string;
let options: KnowledgeOptions & { readonly rootData: string };
beforeEach(async () => {
  base = await mkdtemp(join(tmpdir(), 'ares-knowledge-'));
  await chmod(base, 0o755);
  options = { stateDir: join(base, 'checkout', '.ares'), rootData: join(base, 'root-data') };
});
afterEach(async () => {
  await removeKnowledge(options);
  await rm(base, { recursive: true, force: true });
});

const recorded = async (): Promise<{ readonly store: string; readonly port: number }> =>
  JSON.parse(await readFile(join(options.stateDir, 'runtime.json'), 'utf8')).knowledge;
const postmaster = async () => postmasterOf({ folder: (await recorded()).store });
const pidOf = async (): Promise<number> => {
  const running = await postmaster();
  if (!running) throw new Error('no server runs');
  return running.pid;
};

/** Opens the store in a process of its own, which then waits to be killed. */
async function openElsewhere(): Promise<{ kill(): Promise<void> }> {
  const module = JSON.stringify(join(import.meta.dirname, 'embedded.ts'));
  const script = `const { openKnowledge } = await import(${module});
    await openKnowledge(${JSON.stringify(options)}); console.log('open'); setInterval(() => {}, 1000);`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(child.stdout, 'data');
  return {
    async kill() {
      child.kill('SIGKILL');
      await once(child, 'exit');
    },
  };
}

describe('one process', () => {
  test('data outlive it, its server does not, and the port stays', async () => {
    const first = await openKnowledge(options);
    await first.pool.query('create table kept as select 42 as n');
    await first.close();
    expect(await postmaster()).toBeUndefined();
    const second = await openKnowledge(options);
    expect((await second.pool.query('select n from kept')).rows).toEqual([{ n: 42 }]);
    expect(second).toMatchObject({ url: first.url, startedHere: true });
    await second.close();
  });

  test('a checkout that other users cannot enter is no obstacle', async () => {
    await mkdir(join(base, 'checkout'), { mode: 0o700 });
    const { pool, close } = await openKnowledge(options);
    expect((await pool.query('select 1 as n')).rows).toEqual([{ n: 1 }]);
    expect((await stat(join((await recorded()).store, 'password'))).mode & 0o777).toBe(0o600);
    await close();
  });

  test('a server that dies under it comes back at the same address', async () => {
    const { pool, close } = await openKnowledge(options);
    await pool.query('create table kept as select 42 as n');
    process.kill(await pidOf(), 'SIGKILL');
    const rows = async () => (await pool.query('select n from kept').catch(() => ({ rows: [] }))).rows;
    await expect.poll(rows, { timeout: 20_000 }).toEqual([{ n: 42 }]);
    await close();
    expect(await postmaster()).toBeUndefined();
  });
});

describe('several processes', () => {
  test('share one server, which the last one ends', async () => {
    const opened = await Promise.all([openKnowledge(options), openKnowledge(options), openKnowledge(options)]);
    expect(new Set(opened.map(({ url }) => url)).size).toBe(1);
    const [first, second, last] = opened;
    await Promise.all([first?.close(), second?.close()]);
    expect((await last?.pool.query('select 1 as n'))?.rows).toEqual([{ n: 1 }]);
    await last?.close();
    expect(await postmaster()).toBeUndefined();
  });

  test('of several that close at once the last ends it', async () => {
    const opened = await Promise.all([openKnowledge(options), openKnowledge(options), openKnowledge(options)]);
    await Promise.all(opened.map(({ close }) => close()));
    expect(await postmaster()).toBeUndefined();
  });

  test('a crash of the one that started it leaves a server that the next one uses and ends', async () => {
    const owner = await openElsewhere();
    const pid = await pidOf();
    await owner.kill();
    const next = await openKnowledge(options);
    expect(next.startedHere).toBe(false);
    expect(await pidOf()).toBe(pid);
    await next.close();
    expect(await postmaster()).toBeUndefined();
  });

  test('a crash of both leaves data that the next one starts with', async () => {
    const owner = await openElsewhere();
    const pid = await pidOf();
    await owner.kill();
    process.kill(pid, 'SIGKILL');
    const next = await openKnowledge(options);
    expect((await next.pool.query('select 1 as n')).rows).toEqual([{ n: 1 }]);
    await next.close();
  });

  test('data in use are not removed, data at rest are', async () => {
    const opened = await openKnowledge(options);
    const { store } = await recorded();
    await expect(removeKnowledge(options)).rejects.toMatchObject({ remedy: expect.stringContaining('stop ARES') });
    expect((await opened.pool.query('select 1 as n')).rows).toEqual([{ n: 1 }]);
    await opened.close();
    await removeKnowledge(options);
    await expect(stat(store)).rejects.toMatchObject({ code: 'ENOENT' });
    await removeKnowledge(options);
  });
});

describe('what cannot be', () => {
  test('DATABASE_URL is used where it is set, and nothing is started', async () => {
    const own = await openKnowledge(options);
    const other = await openKnowledge({ stateDir: join(base, 'unused'), databaseUrl: own.url });
    expect((await other.pool.query('select 1 as n')).rows).toEqual([{ n: 1 }]);
    await other.close();
    await expect(stat(join(base, 'unused'))).rejects.toMatchObject({ code: 'ENOENT' });
    expect((await own.pool.query('select 1 as n')).rows).toEqual([{ n: 1 }]);
    await own.close();
  });

  test('row 12: a DATABASE_URL that does not answer is told with its remedy', async () =>
    expect(openKnowledge({ ...options, databaseUrl: 'postgres://x@127.0.0.1:1/x' })).rejects.toMatchObject({
      name: 'CliError',
      message: expect.stringContaining('DATABASE_URL does not answer'),
    }));

  test('a place that cannot be written to is told', async () => {
    await writeFile(join(base, 'root-data'), 'a file where a folder should be');
    await mkdir(options.stateDir, { recursive: true });
    await writeFile(join(options.stateDir, 'postgres'), 'and here');
    const message = expect.stringContaining('the knowledge store cannot be made at');
    await expect(openKnowledge(options)).rejects.toMatchObject({ name: 'CliError', message });
    await rm(join(options.stateDir, 'runtime.json'));
  });

  test('a password that is not the one of the data is told', async () => {
    await (await openKnowledge(options)).close();
    await writeFile(join((await recorded()).store, 'password'), 'another\n');
    await expect(openKnowledge(options)).rejects.toMatchObject({ remedy: expect.stringContaining('`password`') });
    expect(await postmaster()).toBeUndefined();
  });

  test('a record that is no record is not overwritten: it may be the way to data', async () => {
    await mkdir(options.stateDir, { recursive: true });
    await writeFile(join(options.stateDir, 'runtime.json'), '{"knowledge":');
    await expect(openKnowledge(options)).rejects.toMatchObject({ message: expect.stringContaining('runtime.json') });
    await rm(join(options.stateDir, 'runtime.json'));
  });
});
