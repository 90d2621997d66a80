import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { builtinPolicy, policyFile } from './index.ts';

let folder: string;
let path: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ares-policy-'));
  path = join(folder, 'ares.policy.yaml');
});
afterEach(() => rmSync(folder, { recursive: true }));

const auto = 'profiles: { default: { autonomy: auto } }\n';

test('row 48: with no good text ever, the built-in shadow policy is in force, with the reason', async () => {
  const read = policyFile(path);
  expect(await read()).toEqual({ policy: builtinPolicy, rejected: `${path} cannot be read (ENOENT)` });
  writeFileSync(path, 'profiles: 1\n');
  expect(await read()).toMatchObject({ policy: builtinPolicy, rejected: expect.stringContaining(`${path}:1:11`) });
});

test('a change counts at the next call', async () => {
  const read = policyFile(path);
  writeFileSync(path, auto);
  const first = await read();
  expect(first).toMatchObject({ policy: { profiles: { default: { autonomy: 'auto' } } } });
  expect(first.rejected).toBeUndefined();
  writeFileSync(path, auto.replace('auto }', 'shadow }'));
  expect((await read()).policy.profiles.default.autonomy).toBe('shadow');
});

test.each([
  ['a bad text', () => writeFileSync(path, 'profiles: { default: { autonomy: maybe } }\n')],
  ['an emptied file', () => writeFileSync(path, '')],
  ['a removed file', () => rmSync(path)],
])('row 48: %s leaves the last good policy in force and says why', async (_, spoil) => {
  const read = policyFile(path);
  writeFileSync(path, auto);
  const { policy } = await read();
  spoil();
  const after = await read();
  expect(after.policy).toEqual(policy);
  expect(after.rejected).toContain(path);
  writeFileSync(path, auto);
  expect(await read()).toEqual({ policy });
});

test('many errors are told in a few lines', async () => {
  writeFileSync(path, Array.from({ length: 9 }, (_, i) => `wrong${i}: 1`).join('\n'));
  expect((await policyFile(path)()).rejected).toContain('and 4 more');
});
