import { afterAll, expect, test, vi } from 'vitest';
import { newHome, removeHome, runAres } from '../../commands/testing/run-ares.ts';

// Each command is a process of its own.
vi.setConfig({ testTimeout: 120_000 });

const home = newHome();
afterAll(() => removeHome(home));

/** Nobody's account. */
const nobody = {
  AWS_EC2_METADATA_DISABLED: 'true',
  AWS_CONFIG_FILE: '/dev/null',
  AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
  AWS_ACCESS_KEY_ID: '',
  AWS_SECRET_ACCESS_KEY: '',
  AWS_PROFILE: '',
  AWS_REGION: '',
  AWS_DEFAULT_REGION: '',
};
const ares = (args: readonly string[], env: NodeJS.ProcessEnv = {}) => runAres(home, args, { ...nobody, ...env });

test.each([
  { args: ['cost'], says: '--hosts' },
  { args: ['cost', '--hosts', '0'], says: 'whole number' },
  { args: ['cost', '--hosts', '1', '--region', 'mars-1'], says: 'us-east-1' },
  { args: ['cost', '--hosts', '1', '-c', 'fleet'], says: 'name=value' },
  { args: ['deploy', '--watch', 'long'], says: 'minutes' },
])('wrong usage is told: $args', async ({ args, says }) => {
  const { code, stdout, stderr } = await ares(args);
  expect([code, stdout]).toEqual([2, '']);
  expect(stderr).toContain(says);
});

test('a wrong word in ARES_CONTEXT is quoted', async () => {
  const { code, stderr } = await ares(['cost', '--hosts', '1'], { ARES_CONTEXT: 'fleet=a hosts' });
  expect([code, stderr]).toEqual([2, expect.stringContaining('"hosts" in ARES_CONTEXT')]);
});

test.each([['plan'], ['deploy'], ['images'], ['doctor', '--fleet']])(
  'without credentials %s %s says how to sign in',
  async (...args) => {
    const { code, stderr } = await ares(args.filter(Boolean), { AWS_REGION: 'us-east-1' });
    expect(code).toBe(1);
    expect(stderr).toMatch(/^ares: there are no AWS credentials here\n {2}→ .*aws sso login/);
  },
);

test('without a region it says how to choose one', async () => {
  const { stderr } = await ares(['plan']);
  expect(stderr).toContain('set AWS_REGION');
});
