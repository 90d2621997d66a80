import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { startBackground } from './background.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ares-background-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const start = (script: string) =>
  startBackground({ command: 'sh', args: ['-c', script], env: process.env, cwd: folder, logFile: join(folder, 'log') });
const log = () => readFileSync(join(folder, 'log'), 'utf8');

test('a program ends with everything that it started', async () => {
  const program = start('sleep 600 & echo $!; wait');
  await expect.poll(log).toMatch(/^\d+\n$/);
  await program.stop();
  const child = Number(log());
  // A killed process stays in the table until its parent, which is init by then, has looked at it.
  await expect.poll(() => isRunning(child)).toBe(false);
  expect(program.exitCode()).toBeDefined();
});

test('an end by itself is told', async () => {
  const program = start('echo said; exit 3');
  await expect.poll(program.exitCode).toBe(3);
  expect(log()).toBe('said\n');
  await program.stop();
});

function isRunning(pid: number): boolean {
  try {
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
  } catch {
    return false;
  }
}
