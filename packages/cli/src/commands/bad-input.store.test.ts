import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { knowledgePool, migrate } from '@ares/db';
import { startPostgres, type TestServer } from '@ares/db/testing';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { repositoryRoot } from '../local/paths.ts';
import { newHome, removeHome, runAres } from './testing/run-ares.ts';

let server: TestServer;
let home: string;
beforeAll(async () => {
  server = await startPostgres();
});
afterAll(() => server.stop());
beforeEach(() => {
  home = newHome();
});
afterEach(() => removeHome(home));

const reads = [
  ['status'],
  ['incidents'],
  ['why', 'x'],
  ['audit'],
  ['heal', 'x', '--dry-run'],
  ['train'],
  ['watch', '--count', '1'],
];
/** Would otherwise make a store in which the next start begins paused, and nobody knows why. */
const pause = ['pause', '--reason', 'drill'];
const command = (line: readonly string[], env: NodeJS.ProcessEnv = {}) => runAres(home, line, env);
const withDatabase = (change: (url: URL) => void): NodeJS.ProcessEnv => {
  const url = new URL(server.url);
  change(url);
  return { DATABASE_URL: url.href };
};
/** Cause, then the next command, and nothing else; data went nowhere. */
const told = (answer: { readonly code: number; readonly stdout: string; readonly stderr: string }) => {
  expect(answer.stdout).toBe('');
  const lines = answer.stderr.trimEnd().split('\n');
  expect(lines).toEqual([expect.stringMatching(/^ares: /), expect.stringMatching(/^ {2}→ /)]);
  return { code: answer.code, cause: lines[0], next: lines[1] };
};

describe('before the first start', () => {
  test.each([...reads, pause])('%s says so, and makes nothing', async (...line) => {
    const answer = told(await command(line));
    expect(answer).toMatchObject({ code: 1, cause: expect.stringContaining('has not been started here yet') });
    expect(answer.next).toContain('npm start');
    expect(() => readFileSync(join(home, 'runtime.json'))).toThrow('ENOENT');
  });
});

describe('DATABASE_URL', () => {
  test.each([
    ['no address', () => ({ DATABASE_URL: 'nonsense' }), 'no address of a PostgreSQL database'],
    ['another database', () => ({ DATABASE_URL: 'mysql://u:secret@h/d' }), 'no address of a PostgreSQL database'],
    ['nobody there', () => withDatabase((url) => (url.port = '1')), 'ECONNREFUSED'],
    ['a wrong password', () => withDatabase((url) => (url.password = 'wrong')), 'password authentication failed'],
    ['no such database', () => withDatabase((url) => (url.pathname = '/gone')), 'database "gone" does not exist'],
  ])('%s', async (_, env, cause) => {
    const answer = told(await command(['status'], env()));
    expect(answer).toMatchObject({ code: 1, cause: expect.stringContaining(cause) });
    expect(answer.next).toContain('unset it to use the embedded store');
    expect(answer.cause).not.toContain('secret');
  });

  test('row 15: an empty database that takes no writes', async () => {
    const options = '-c default_transaction_read_only=on';
    const answer = told(
      await command(
        ['status'],
        withDatabase((url) => url.searchParams.set('options', options)),
      ),
    );
    expect(answer).toMatchObject({ code: 1, cause: expect.stringContaining('it is read-only') });
    expect(answer.next).toContain('DATABASE_URL');
  });

  test('row 52: a store of a newer ARES', async () => {
    const pool = knowledgePool(server.url);
    await migrate(pool);
    await pool.query(
      `insert into ares.schema_version (hash, created_at, compatible_from) values ('later', 9999999999999, 99)`,
    );
    const answer = told(await command(['status'], { DATABASE_URL: server.url }));
    await pool.query(`delete from ares.schema_version where hash = 'later'`);
    await pool.end();
    expect(answer).toMatchObject({ code: 1, cause: expect.stringContaining('nothing was written') });
    expect(answer.next).toContain('use the newer ARES');
  });
});

describe('a store without ARES', () => {
  const env = () => ({ DATABASE_URL: server.url });

  test('reads answer in JSON: nothing is there yet', async () => {
    const status = await command(['status', '--json'], env());
    expect([status.code, JSON.parse(status.stdout)]).toMatchObject([
      5,
      { verdict: 'unknown', stale: true, services: [] },
    ]);
    expect(JSON.parse((await command(['incidents', '--json'], env())).stdout)).toEqual([]);
    expect((await command(['audit'], env())).stdout).toContain('Nobody has paused');
  });

  test('a pause is kept with who and why', async () => {
    const paused = await command(pause, { ...env(), ARES_USER: 'ann' });
    expect([paused.code, paused.stdout]).toEqual([0, expect.stringContaining('Reason: drill')]);
    expect((await command(['resume'], { ...env(), ARES_USER: 'ben' })).code).toBe(0);
    expect(JSON.parse((await command(['audit', '--json'], env())).stdout)).toMatchObject([
      { by: 'ben', what: 'kill switch off', reason: 'not given' },
      { by: 'ann', what: 'kill switch on', reason: 'drill' },
    ]);
    expect((await command(['why', 'nothing-like-it'], env())).code).toBe(3);
  });

  test('a dry run without its host agent says that it does not answer, not that the name is unknown', async () => {
    const answer = told(await command(['heal', 'cart', '--dry-run'], env()));
    expect(answer).toMatchObject({ code: 1, cause: expect.stringContaining('host agent') });
    expect(answer.next).toContain('npm start');
  });

  test('a reader that has seen enough is no failure', () => {
    const script = join(repositoryRoot, 'packages/cli/bin/ares.mjs');
    const line = `( "${process.execPath}" "${script}" policy schema; echo "code $?" >&2 ) 2>&3 | true`;
    expect(execFileSync('sh', ['-c', `{ ${line}; } 3>&1`], { encoding: 'utf8' })).toBe('code 0\n');
  });
});

test('a disk that has no room for the output', () => {
  const script = join(repositoryRoot, 'packages/cli/bin/ares.mjs');
  const line = `"${process.execPath}" "${script}" policy schema 2>&1 >/dev/full; echo "code $?"`;
  const said = execFileSync('sh', ['-c', line], { encoding: 'utf8' });
  expect(said).toMatch(/^ares: .*no space left on device.*\n {2}→ free some space.*\ncode 1\n$/);
});

describe('files that are not as they were', () => {
  const file = (name: string, text: string) => writeFileSync(join(home, name), text);

  test.each([
    ['a record that is no record', 'runtime.json', '{bad', 'runtime.json cannot be read'],
    ['a record whose store is gone', 'runtime.json', '{"knowledge":{"store":"/no/such","port":5}}', '/no/such'],
  ])('%s', async (_, name, text, cause) => {
    file(name, text);
    for (const line of [['status'], pause])
      expect(told(await command(line))).toMatchObject({ code: 1, cause: expect.stringContaining(cause) });
    expect(readFileSync(join(home, name), 'utf8')).toBe(text);
  });

  test('secrets that cannot be read stop `down` before anything is taken away', async () => {
    file('shop.env', 'POSTGRES_PASSWORD=\n');
    const answer = told(await command(['down', '--volumes']));
    expect(answer).toMatchObject({ code: 1, cause: `ares: ${home}/shop.env:1 is no NAME=VALUE` });
    expect(answer.next).toContain('delete it');
  });

  test('a folder that cannot be written to', async () => {
    file('a-file', '');
    const answer = told(await command(['down'], { ARES_HOME: join(home, 'a-file/below') }));
    expect(answer).toMatchObject({ code: 1, cause: expect.stringContaining('a-file/below') });
    expect(answer.next).toContain('ARES_HOME');
  });
});
