import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readlinkSync, statSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { shellcheck } from '../documents/lint-document.ts';
import { releaseValue } from './release.ts';
import { tar } from './tar.ts';
import { FakeInstance } from './testing/fake-instance.ts';

const script = readFileSync(join(import.meta.dirname, 'files/ares-release'), 'utf8');
const bundle = (text: string) => tar([{ name: 'bin/ares-host', mode: 0o755, content: Buffer.from(text) }]);
const sha256Of = (archive: Buffer) => createHash('sha256').update(archive).digest('hex');

function instance(archive: Buffer, sha256 = sha256Of(archive)) {
  const host = new FakeInstance();
  host.write('etc/ares/host.env', "ARES_RELEASE_PARAMETER='/ares/prod/release'\n");
  release(host, archive, sha256);
  return host;
}
function release(host: FakeInstance, archive: Buffer, sha256 = sha256Of(archive)): void {
  host.write('download', archive);
  host.write('aws.answer', `${releaseValue('s3://assets/bundle.tar', sha256)}\n`);
}
const current = (host: FakeInstance) => readlinkSync(host.path('opt/ares/current'));

test('shellcheck finds nothing', () => expect(shellcheck(script)).toBe(''));

test('what the parameter names is fetched once and made current', () => {
  const archive = bundle('one');
  const host = instance(archive);
  for (const _ of [1, 2]) expect(host.run(script)).toEqual({ status: 0, stderr: '' });
  expect(current(host)).toBe(`releases/${sha256Of(archive)}`);
  expect(host.read('opt/ares/current/bin/ares-host')).toBe('one');
  expect(host.calls('aws s3')).toHaveLength(1);
  expect(execFileSync('ls', ['-A', host.path('opt/ares/releases')], { encoding: 'utf8' }).trim()).toBe(
    sha256Of(archive),
  );
});

test('a new release takes over, and the old one stays for the containers that it made', () => {
  const [one, two] = [bundle('one'), bundle('two')];
  const host = instance(one);
  host.run(script);
  release(host, two);
  expect(host.run(script)).toMatchObject({ status: 0 });
  expect(host.read('opt/ares/current/bin/ares-host')).toBe('two');
  expect(existsSync(host.path(`opt/ares/releases/${sha256Of(one)}/bin/ares-host`))).toBe(true);
});

test('the order of the folders is that in which releases were current', () => {
  const archive = bundle('one');
  const host = instance(archive);
  const folder = host.path(`opt/ares/releases/${sha256Of(archive)}`);
  host.run(script);
  for (const [args, later] of [
    [['fetch'], false],
    [[], true],
  ] as const) {
    utimesSync(folder, 2_020, 2_020);
    host.run(script, args);
    expect(statSync(folder).mtimeMs > 2_020_000).toBe(later);
  }
});

test('a release that is fetched is not made current', () => {
  const [one, two] = [bundle('one'), bundle('two')];
  const host = instance(one);
  host.run(script);
  release(host, two);
  expect(host.run(script, ['fetch'])).toEqual({ status: 0, stderr: '' });
  expect(current(host)).toBe(`releases/${sha256Of(one)}`);
  expect(host.read(`opt/ares/releases/${sha256Of(two)}/bin/ares-host`)).toBe('two');
});

test.each([
  ['SSM is away', (host: FakeInstance) => host.write('aws.fails', ''), 'cannot read the parameter'],
  [
    'the bundle is another one',
    (host: FakeInstance) => release(host, bundle('two'), '0'.repeat(64)),
    'another checksum',
  ],
  ['the parameter is nonsense', (host: FakeInstance) => host.write('aws.answer', 'latest\n'), 'checksum'],
  ['it is not of S3', (host: FakeInstance) => host.write('aws.answer', `https://x ${'0'.repeat(64)}\n`), 'not S3-URL'],
])('%s: the last release stays in force, and without one the boot fails', (_, breakIt, words) => {
  const host = instance(bundle('one'));
  host.run(script);
  const before = current(host);
  breakIt(host);
  expect(host.run(script)).toMatchObject({ status: 0, stderr: expect.stringContaining(words) });
  expect(current(host)).toBe(before);
  const fresh = instance(bundle('one'));
  breakIt(fresh);
  expect(fresh.run(script)).toMatchObject({ status: 1, stderr: expect.stringContaining('no earlier release') });
});
