import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { sessionMembers } from './kill-session.ts';
import { runScript } from './run-script.ts';

const run = (script: string, timeoutMs = 30_000) =>
  runScript({ shell: '/bin/sh', script, environment: { PATH: '/usr/bin:/bin' }, timeoutMs });

test('gives exit code and both outputs', async () => {
  expect(await run('echo out; echo err >&2; exit 3')).toEqual({
    state: 'done',
    exitCode: 3,
    stdout: 'out\n',
    stderr: 'err\n',
  });
});

test('a signal becomes the exit code that a shell would give it', async () => {
  expect(await run('kill -KILL $$')).toMatchObject({ state: 'done', exitCode: 137 });
});

test('nothing of this process but what is given gets into its environment', async () => {
  process.env.ARES_TEST_SECRET = 'secret';
  const end = await run('env');
  delete process.env.ARES_TEST_SECRET;
  expect(end).toMatchObject({ stdout: expect.not.stringContaining('ARES_TEST_SECRET') });
});

test('output is cut where SSM cuts it, and the script is not held up', async () => {
  const end = await run('head -c 3000000 /dev/zero | tr "\\0" x; head -c 3000000 /dev/zero | tr "\\0" y >&2; exit 4');
  expect(end).toEqual({ state: 'done', exitCode: 4, stdout: 'x'.repeat(24_000), stderr: 'y'.repeat(8_000) });
});

test('row 18: a hanging script is killed with all that it started, also in groups of their own', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'ares-script-'));
  onTestFinished(() => rmSync(directory, { recursive: true }));
  const script = `echo $$ >${directory}/session; timeout 60 sleep 60 & (trap "" TERM; sleep 60) & sleep 60`;
  const ending = run(script, 1_000);
  const session = () => Number(readFileSync(join(directory, 'session'), 'utf8'));
  await expect.poll(() => sessionMembers(session()).length).toBeGreaterThanOrEqual(5);
  expect(await ending).toEqual({ state: 'timed-out' });
  expect(sessionMembers(session())).toEqual([]);
});

test('a child that keeps the pipes open does not keep the script unfinished', async () => {
  const end = await run('sleep 60 & echo "$!"');
  expect(end).toMatchObject({ state: 'done', exitCode: 0 });
  process.kill(Number(end.state === 'done' ? end.stdout : Number.NaN), 'SIGKILL');
});

test('a shell that is not there rejects', async () => {
  await expect(runScript({ shell: '/nowhere/sh', script: '', environment: {}, timeoutMs: 1_000 })).rejects.toThrow(
    'ENOENT',
  );
});
