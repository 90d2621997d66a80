import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, onTestFinished, test, vi } from 'vitest';
import { repositoryRoot } from '../local/paths.ts';
import { newHome, removeHome, runAres } from './testing/run-ares.ts';

// Each command is a process of its own.
vi.setConfig({ testTimeout: 60_000 });

const home = newHome();
afterAll(() => removeHome(home));
const ares = (...args: readonly string[]) => runAres(home, args);

const file = (text: string): string => {
  const folder = mkdtempSync(join(tmpdir(), 'ares-policy-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const path = join(folder, 'policy.yaml');
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
  const unknown = await ares('frobnicate');
  expect([unknown.code, unknown.stdout]).toEqual([2, '']);
  expect(unknown.stderr).toBe(
    "ares: unknown command 'frobnicate'\n  → see `npx ares help` or `npx ares COMMAND --help`\n",
  );
});

test.each(['notify', 'notify --reason x', 'notify --remote https://ares.example --reason x'])(
  '%s sends nothing without --test, and says how to',
  async (line) => {
    const { code, stdout, stderr } = await ares(...line.split(' '));
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(/nothing was sent.*\n {2}→ .*npx ares notify --test/);
  },
);

test.each([
  ['incidents', '--limit', 'many'],
  ['incidents', '--limit', '501'],
  ['watch', '--count', '0'],
  ['watch', '--count', 'abc'],
  ['heal', 'cart'],
  ['why'],
  ['status', '--frob'],
  ['policy', 'validate'],
  ['pause', '--reason'],
  ['pause', '--reason', ' '],
  ['pause'],
  ['start', '--yes'],
])('%s %s %s is wrong usage', async (...args) => {
  const { code, stdout, stderr } = await ares(...args.filter(Boolean));
  expect([code, stdout]).toEqual([2, '']);
  expect(stderr).toMatch(/^ares: .+\n {2}→ /);
});

test('its version is that of the checkout', async () => {
  const { version } = JSON.parse(readFileSync(join(repositoryRoot, 'package.json'), 'utf8'));
  expect(await ares('--version')).toEqual({ code: 0, stdout: `${version}\n`, stderr: '' });
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
    'login',
    'logout',
    'doctor',
    'down',
  ]) {
    expect(stdout).toContain(command);
  }
});
