import { execFile } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { repositoryRoot } from '../local/paths.ts';

const ares = (...args: readonly string[]): Promise<{ code: number; stdout: string; stderr: string }> =>
  new Promise((resolve) => {
    const script = join(repositoryRoot, 'packages/cli/bin/ares.mjs');
    execFile('node', [script, ...args], (error, stdout, stderr) =>
      resolve({ code: typeof error?.code === 'number' ? error.code : 0, stdout, stderr }),
    );
  });

const file = (text: string): string => {
  const path = join(mkdtempSync(join(tmpdir(), 'ares-policy-')), 'policy.yaml');
  writeFileSync(path, text);
  return path;
};

test('row 48: a bad policy is refused with path, line and reason', async () => {
  const path = file('profiles:\n  default:\n    autonomy: reckless\n');
  const { code, stdout } = await ares('policy', 'validate', path);
  expect(code).toBe(2);
  expect(stdout).toContain(`${path}:3:`);
  expect(stdout).toContain('profiles.default.autonomy');
});

test('the policy of the demo shop is valid', async () => {
  const { code, stdout } = await ares('policy', 'validate', join(repositoryRoot, 'ares.policy.yaml'));
  expect([code, stdout]).toEqual([0, expect.stringContaining('is valid')]);
});

test('a file that is not there, a wrong option and an unknown command each say what to do', async () => {
  const missing = await ares('policy', 'validate', '/no/such/file');
  expect([missing.code, missing.stderr]).toEqual([2, expect.stringContaining('→ check the path')]);
  expect((await ares('incidents', '--limit', 'many')).code).toBe(2);
  expect((await ares('frobnicate')).code).toBe(2);
});

test('help names every command', async () => {
  const { code, stdout } = await ares('--help');
  expect(code).toBe(0);
  for (const command of [
    'status',
    'watch',
    'incidents',
    'why',
    'heal',
    'pause',
    'resume',
    'policy',
    'doctor',
    'down',
  ]) {
    expect(stdout).toContain(command);
  }
});
