import { mkdtempSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ensureSecrets } from './secrets.ts';

test('writes each secret once, for the owner only, and keeps what is there', () => {
  const file = join(mkdtempSync(join(tmpdir(), 'ares-secrets-')), 'shop.env');
  ensureSecrets(file, ['A']);
  const first = readFileSync(file, 'utf8');
  expect(first).toMatch(/^A=[0-9a-f]{48}\n$/);
  expect(statSync(file).mode & 0o777).toBe(0o600);
  ensureSecrets(file, ['A', 'B']);
  expect(readFileSync(file, 'utf8').startsWith(first)).toBe(true);
  expect(readFileSync(file, 'utf8')).toMatch(/\nB=[0-9a-f]{48}\n$/);
});

test('a file without a last newline is not glued to', () => {
  const file = join(mkdtempSync(join(tmpdir(), 'ares-secrets-')), 'shop.env');
  writeFileSync(file, 'A=1');
  ensureSecrets(file, ['A', 'B']);
  expect(readFileSync(file, 'utf8')).toMatch(/^A=1\nB=/);
});
