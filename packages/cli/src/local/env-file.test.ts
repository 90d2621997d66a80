import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { readEnvFile } from './env-file.ts';

const file = (text: string): string => {
  const folder = mkdtempSync(join(tmpdir(), 'ares-env-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const path = join(folder, 'shop.env');
  writeFileSync(path, text);
  return path;
};

test('names with values, comments and empty lines are read', () =>
  expect(readEnvFile(file('# made by setup\nA=1\n\nB_2=x=y\n'), 'mend it')).toBe('# made by setup\nA=1\n\nB_2=x=y'));

test('a file that is not there is empty', () => expect(readEnvFile('/no/such/file', 'mend it')).toBe(''));

test.each([
  ['A=1\n\u0000\u0000\n', 2],
  ['A=\n', 1],
  ['# x\n\nPASSWORD\n', 3],
  ['{"knowledge":1}', 1],
])('%j is told with its line, and never its text: it may be a secret', (text, line) => {
  const path = file(text);
  expect(() => readEnvFile(path, 'mend it')).toThrow(`${path}:${line} is no NAME=VALUE`);
});

test('a folder in its place is told', () =>
  expect(() => readEnvFile(tmpdir(), 'mend it')).toThrow(`${tmpdir()} cannot be read (EISDIR)`));
