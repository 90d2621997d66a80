import { expect, onTestFinished, test } from 'vitest';
import { CliError } from '../cli-error.ts';
import { NotYet, runCheck } from '../doctor/check.ts';
import { painter } from '../screen/format.ts';
import { doctorText } from './doctor.ts';
import { newHome, removeHome, runAres } from './testing/run-ares.ts';

const plain = painter({}, {});
const probe = (find: () => Promise<string>) => runCheck({ name: 'x', remedy: 'do this', find });

test('a check is well, not yet, or failed with a remedy', async () => {
  expect(await probe(async () => 'fine')).toEqual({ name: 'x', state: 'ok', found: 'fine' });
  expect(await probe(() => Promise.reject(new NotYet('soon')))).toEqual({ name: 'x', state: 'not yet', found: 'soon' });
  expect(await probe(() => Promise.reject(new Error('no')))).toMatchObject({ state: 'failed', remedy: 'do this' });
  const known = new CliError('no', { remedy: 'do that' });
  expect(await probe(() => Promise.reject(known))).toMatchObject({ state: 'failed', remedy: 'do that' });
});

test('the screen aligns what was found, puts each remedy beneath, and sums up', () => {
  const checks = [
    { name: 'a', state: 'ok', found: 'fine' },
    { name: 'longer', state: 'not yet', found: 'soon' },
    { name: 'b', state: 'failed', found: 'no\u001b[2J\nnor this', remedy: 'do this' },
  ] as const;
  expect(doctorText(checks, plain).split('\n')).toEqual([
    '✓ a       fine',
    '… longer  not yet: soon',
    '✗ b       no�[2J',
    '          nor this',
    '          → do this',
    '',
    '1 of 3 checks failed.',
  ]);
  expect(doctorText(checks.slice(0, 2), plain)).toContain('Nothing is wrong');
  expect(doctorText(checks.slice(0, 1), plain)).toContain('All is well.');
});

test('before the first start it names what is missing, in JSON too, with exit code 1', {
  timeout: 60_000,
}, async () => {
  const home = newHome();
  onTestFinished(() => removeHome(home));
  const { code, stdout } = await runAres(home, ['doctor', '--json']);
  expect(code).toBe(1);
  const checks = Object.fromEntries(JSON.parse(stdout).map((c: { name: string }) => [c.name, c]));
  expect(checks['knowledge store']).toMatchObject({ state: 'failed', remedy: expect.stringContaining('npm start') });
  expect(checks['host agent']).toMatchObject({ state: 'failed', remedy: 'run `npm start`' });
  expect(checks.ledger.found).toContain('is not there');
});
