import { chmodSync, mkdirSync, mkdtempSync, renameSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { contentHash, filesBelow } from './content-hash.mjs';

let dir: string;
const hash = (also: string[] = []) => contentHash(dir, filesBelow(dir), also);

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'content-hash-'));
  mkdirSync(join(dir, 'sub'));
  writeFileSync(join(dir, 'a'), 'one');
  writeFileSync(join(dir, 'sub/b'), 'two');
});

afterEach(() => rmSync(dir, { recursive: true }));

test('a newer time alone is the same content', () => {
  const before = hash();
  utimesSync(join(dir, 'a'), 1, 1);
  expect(hash()).toBe(before);
});

test.each([
  { name: 'text', change: () => writeFileSync(join(dir, 'a'), 'ONE') },
  { name: 'name', change: () => renameSync(join(dir, 'a'), join(dir, 'c')) },
  { name: 'executable bit', change: () => chmodSync(join(dir, 'a'), 0o755) },
  { name: 'number of files', change: () => writeFileSync(join(dir, 'sub/c'), '') },
  {
    name: 'split between two files',
    change: () => {
      writeFileSync(join(dir, 'a'), 'onet');
      writeFileSync(join(dir, 'sub/b'), 'wo');
    },
  },
])('another $name is other content', ({ change }) => {
  const before = hash();
  change();
  expect(hash()).not.toBe(before);
});

test('a version that counts is content too', () => {
  expect(hash(['24.1.0'])).not.toBe(hash(['24.2.0']));
  expect(hash(['a', 'b'])).not.toBe(hash(['ab']));
});
