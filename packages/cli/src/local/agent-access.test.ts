import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { makeStateDir, mayEnter, shutToAgent } from './agent-access.ts';

const agent = { uid: 10_001, gid: 999 };

test.each([
  { mode: 0o755, uid: 0, gid: 0, want: true },
  { mode: 0o711, uid: 0, gid: 0, want: false },
  { mode: 0o700, uid: 0, gid: 0, want: false },
  { mode: 0o750, uid: 0, gid: 999, want: true },
  { mode: 0o705, uid: 0, gid: 999, want: false },
  { mode: 0o500, uid: 10_001, gid: 0, want: true },
  { mode: 0o077, uid: 10_001, gid: 999, want: false },
])('a folder $mode of $uid:$gid can be listed: $want', ({ want, ...folder }) =>
  expect(mayEnter(folder, agent, 'list')).toBe(want),
);

test('to pass through a folder needs no right to list it', () =>
  expect(mayEnter({ mode: 0o711, uid: 0, gid: 0 }, agent, 'pass')).toBe(true));

function fresh(): string {
  const folder = mkdtempSync(join(tmpdir(), 'ares-access-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return folder;
}

test('what ARES makes is open to its agent, whatever the umask', () => {
  const dir = join(fresh(), 'a/host');
  const umask = process.umask(0o077);
  makeStateDir(dir);
  process.umask(umask);
  expect(shutToAgent(dir)).toBeUndefined();
});

test('a folder that was there is left as it is, and found shut', () => {
  const dir = fresh();
  chmodSync(dir, 0o700);
  makeStateDir(dir);
  expect(shutToAgent(dir)).toBe(dir);
  chmodSync(dir, 0o711);
  expect(shutToAgent(dir)).toBeUndefined();
  mkdirSync(join(dir, 'ledger'), { mode: 0o700 });
  expect(shutToAgent(dir)).toBe(join(dir, 'ledger'));
});
