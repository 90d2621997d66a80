import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { claimHome, runningAres } from './home-claim.ts';
import { birthOf } from './process-birth.ts';
import { stopAres } from './stop-ares.ts';

let home: string;
let child: ChildProcess | undefined;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'ares-claim-'));
});
afterEach(() => {
  child?.kill('SIGKILL');
  rmSync(home, { recursive: true });
});

/** Another process that holds the home, and hears or ignores SIGTERM. */
async function another(onTerm: string): Promise<number> {
  const script = `process.on('SIGTERM', () => { ${onTerm} }); console.log('up'); setInterval(() => {}, 1000);`;
  child = spawn(process.execPath, ['-e', script], { stdio: ['ignore', 'pipe', 'inherit'] });
  const { pid = 0, stdout } = child;
  if (stdout) await once(stdout, 'data');
  record(pid);
  return pid;
}
const record = (pid: number, birth = birthOf(pid)) =>
  writeFileSync(join(home, 'running.json'), JSON.stringify({ pid, sinceMs: 1_000, birth }));

test('a home is claimed once, and free again when it is given back', () => {
  const release = claimHome(join(home, 'below'));
  expect(runningAres(join(home, 'below'))?.pid).toBe(process.pid);
  release();
  expect(readdirSync(join(home, 'below'))).toEqual([]);
});

test('a second one is refused with the process that has it, and leaves its claim', async () => {
  const pid = await another('process.exit()');
  expect(() => claimHome(home)).toThrow(`ARES runs here already (process ${pid}, since `);
  expect(() => claimHome(home)).toThrow(expect.objectContaining({ remedy: expect.stringContaining(`kill ${pid}`) }));
  expect(runningAres(home)?.pid).toBe(pid);
});

test.each([
  ['a process that is gone', () => record(2 ** 22 + 1, 'gone')],
  ['a later process of the same number', () => record(process.pid, 'earlier')],
  ['a file that is none', () => writeFileSync(join(home, 'running.json'), '{"pid":')],
])('%s claims nothing', (_, leave) => {
  leave();
  expect(runningAres(home)).toBeUndefined();
  claimHome(home)();
});

test('the one that runs is told to stop, and waited for', async () => {
  const mark = JSON.stringify(join(home, 'stopped'));
  const pid = await another(`require('fs').writeFileSync(${mark}, ''); process.exit();`);
  const told: number[] = [];
  await stopAres(home, (who) => told.push(who));
  expect(told).toEqual([pid]);
  expect(existsSync(join(home, 'stopped'))).toBe(true);
  await stopAres(home, (who) => told.push(who));
  expect(told).toEqual([pid]);
});

test('one that does not stop is an error with the way out', async () => {
  const pid = await another('');
  await expect(stopAres(home, () => {}, 200)).rejects.toMatchObject({
    message: `the ARES that runs here (process ${pid}) does not stop`,
    remedy: expect.stringContaining(`kill -9 ${pid}`),
  });
});
