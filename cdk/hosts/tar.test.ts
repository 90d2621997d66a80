import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { tar } from './tar.ts';

const entry = (name: string, text: string, mode = 0o644) => ({ name, mode, content: Buffer.from(text) });

test('tar unpacks what was packed, with its modes', () => {
  const directory = mkdtempSync(join(tmpdir(), 'ares-tar-'));
  onTestFinished(() => rmSync(directory, { recursive: true }));
  const long = 'x'.repeat(1_025);
  writeFileSync(
    join(directory, 'a.tar'),
    tar([entry('bin/run', '#!/bin/sh\n', 0o755), entry('a/b/c.yaml', long), entry('empty', '')]),
  );
  execFileSync('tar', ['-xf', 'a.tar'], { cwd: directory });
  expect(readFileSync(join(directory, 'a/b/c.yaml'), 'utf8')).toBe(long);
  expect(readFileSync(join(directory, 'empty'), 'utf8')).toBe('');
  expect(statSync(join(directory, 'bin/run')).mode & 0o777).toBe(0o755);
});

test('the order of the entries does not matter', () => {
  const one = entry('one', '1');
  const two = entry('two', '2');
  expect(tar([one, two]).equals(tar([two, one]))).toBe(true);
});

test('a name that does not fit is refused', () => {
  expect(() => tar([entry('n'.repeat(101), '')])).toThrow('too long');
});
