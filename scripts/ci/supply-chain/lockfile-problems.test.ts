import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { root } from '../../lib/root.mjs';
import { type Lockfile, lockfileProblems } from './lockfile-problems.ts';

const read = (name: string): string => readFileSync(join(root, name), 'utf8');

test('security 34: the lockfile pins every package by a hash, from allowed hosts only', () => {
  expect(lockfileProblems(JSON.parse(read('package-lock.json')))).toEqual([]);
});

test('security 34: no package manager setting points elsewhere', () => {
  expect(read('.npmrc')).not.toMatch(/registry\s*=/);
});

test('security 34: setup installs by the lockfile alone', () => {
  expect(read('scripts/lib/packages.mjs')).toContain("mustRun('npm', ['ci',");
});

const integrity = 'sha512-AAAA';
const seeded: readonly { name: string; entry: Lockfile['packages'][string]; problem: string }[] = [
  {
    name: 'a tarball of another host',
    entry: { integrity, resolved: 'https://evil.example/a.tgz' },
    problem: 'evil.example',
  },
  {
    name: 'a look-alike host',
    entry: { integrity, resolved: 'https://registry.npmjs.org.evil.example/a' },
    problem: 'evil',
  },
  { name: 'plain HTTP', entry: { integrity, resolved: 'http://registry.npmjs.org/a.tgz' }, problem: 'http://' },
  {
    name: 'a git repository',
    entry: { integrity, resolved: 'git+ssh://git@github.com/a/a.git#1' },
    problem: 'git+ssh',
  },
  { name: 'no hash', entry: { version: '1.0.0' }, problem: 'no sha512' },
  {
    name: 'no hash of a tool for Linux',
    entry: { dev: true, optional: true, os: ['linux'], cpu: ['arm64'] },
    problem: 'no sha512',
  },
  { name: 'no hash of what is shipped', entry: { optional: true, os: ['darwin'] }, problem: 'no sha512' },
  { name: 'a weak hash', entry: { integrity: 'sha1-AAAA' }, problem: 'no sha512' },
  { name: 'a link out of the checkout', entry: { link: true, resolved: '../elsewhere' }, problem: 'outside' },
];

test.each(seeded)('security 34: $name is found', ({ entry, problem }) => {
  const problems = lockfileProblems({ lockfileVersion: 3, packages: { '': {}, 'node_modules/a': entry } });
  expect(problems).toEqual([expect.stringContaining(problem)]);
});

test('security 34: an old format, which leaves packages out, is found', () => {
  expect(lockfileProblems({ lockfileVersion: 1, packages: {} })).toEqual([
    expect.stringContaining('lockfileVersion 1'),
  ]);
});
