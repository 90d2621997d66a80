import { execFileSync } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { bundleEntries } from '../hosts/bundle-entries.ts';
import { lambda, seeded } from '../testing/seeded.ts';
import { holdsNoSecrets, secretsIn } from './secrets.ts';

const root = join(import.meta.dirname, '../..');
/** Put together here, so that this file does not look like one. */
const samples = [
  `AKIA${'A'.repeat(16)}`,
  `-----BEGIN RSA ${'PRIVATE'} KEY-----\n${'M'.repeat(40)}`,
  `ghp_${'a'.repeat(36)}`,
  `https://hooks.slack.com/services/T${'0'.repeat(8)}/B${'0'.repeat(8)}/${'a'.repeat(24)}`,
  `xoxb-${'1'.repeat(24)}`,
];

test.each(samples)('security 33: %s is found in any text', (secret) => {
  expect(secretsIn(`before ${secret} after`)).toHaveLength(1);
});

test.each(samples)('security 33: %s is found in a template', (secret) => {
  expect(holdsNoSecrets(seeded(lambda({ GREETING: secret })))).toEqual([expect.stringContaining('Seeded holds')]);
});

test('security 33: a password of a database, or as a variable of a function, is found', () => {
  const database = (MasterUserPassword: unknown) =>
    seeded({ Type: 'AWS::RDS::DBInstance', Properties: { MasterUserPassword } });
  expect(holdsNoSecrets(database('letmein'))).toHaveLength(1);
  expect(holdsNoSecrets(database('{{resolve:secretsmanager:arn}}'))).toEqual([]);
  expect(holdsNoSecrets(seeded(lambda({ DATABASE_PASSWORD: 'x' })))).toHaveLength(1);
  expect(holdsNoSecrets(seeded(lambda({ MASTER_SECRET_ARN: 'arn' })))).toEqual([]);
});

test('security 33: no secret is in git', () => {
  const tracked = execFileSync('git', ['ls-files', '-z'], { cwd: root, encoding: 'utf8' }).split('\0').filter(Boolean);
  const small = tracked.map((path) => join(root, path)).filter(isSmallFile);
  expect(small.length).toBeGreaterThan(500);
  expect(small.filter((path) => secretsIn(readFileSync(path, 'utf8')).length > 0)).toEqual([]);
});

test('security 33: no secret is in what hosts fetch', () => {
  const entries = bundleEntries(true);
  expect(entries.length).toBeGreaterThan(10);
  expect(entries.filter(({ content }) => secretsIn(content.toString()).length > 0)).toEqual([]);
});

function isSmallFile(path: string): boolean {
  const found = statSync(path, { throwIfNoEntry: false });
  return found?.isFile() === true && found.size < 1_000_000;
}
