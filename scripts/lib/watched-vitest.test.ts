import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { runWatched } from './watched-vitest.mjs';

/** A project of one file for each of these bodies. */
function project(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'ares-hangs-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  for (const [name, body] of Object.entries(files)) writeFileSync(join(folder, `${name}.test.mjs`), body);
  return folder;
}

/** Runs of vitest in a run of vitest. */
const patience = { timeout: 240_000 };
const ends = `test('ends', () => {});`;
const watched = (folder: string, silentMsMax: number) =>
  runWatched(['--root', folder, '--globals', '--maxWorkers=3'], { env: process.env, silentMsMax });

/** `undefined` where there is no such process; a zombie has ended too. */
function stateOf(pid: string): string | undefined {
  const path = `/proc/${pid}/status`;
  const state = existsSync(path) ? /^State:\t(\w)/m.exec(readFileSync(path, 'utf8'))?.[1] : undefined;
  return state === 'Z' ? undefined : state;
}

test('a run with endless loops is killed with its workers, and names their files alone', patience, async () => {
  const tellPid = `import { writeFileSync } from 'node:fs'; writeFileSync(import.meta.filename + '.pid', String(process.pid));`;
  const inTest = `${tellPid} test('spins', () => { for (;;); });`;
  const whileLoaded = `${tellPid} for (;;);`;
  const folder = project({ ends, inTest, whileLoaded });
  const { exitCode, hung } = await watched(folder, 20_000);
  expect([exitCode, hung?.toSorted()]).toEqual([137, ['inTest.test.mjs', 'whileLoaded.test.mjs']]);
  for (const file of hung ?? []) {
    await expect.poll(() => stateOf(readFileSync(join(folder, `${file}.pid`), 'utf8'))).toBeUndefined();
  }
});

test('a run that goes on is left alone, whatever it comes to', patience, async () => {
  const fails = `test('fails', () => expect(1).toBe(2));`;
  expect(await watched(project({ ends }), 60_000)).toEqual({ exitCode: 0 });
  expect(await watched(project({ ends, fails }), 60_000)).toEqual({ exitCode: 1 });
});
