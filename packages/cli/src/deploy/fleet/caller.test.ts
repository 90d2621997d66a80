import { expect, test } from 'vitest';
import { DeniedError } from '../aws/ask-aws.ts';
import { callerOf, grant } from './caller.ts';

test.each([
  ['arn:aws:sts::1:assumed-role/ops/ada', 'aws iam put-role-policy --role-name ops --policy-name ares-doctor'],
  ['arn:aws:iam::1:user/people/ada', 'aws iam put-user-policy --user-name ada --policy-name ares-doctor'],
  [
    'arn:aws:sts::1:assumed-role/AWSReservedSSO_Look_At_0123456789abcdef/ada',
    'give the permission set Look_At of IAM Identity Center this policy: {',
  ],
  ['arn:aws:iam::1:root', 'give arn:aws:iam::1:root this policy: {'],
])('%s is given what it lacks by IAM or by a person', (as, remedy) => expect(grant(as)).toContain(remedy));

test('the same policy is given whatever is missing, so that a later one takes nothing away', () => {
  const [, document = ''] = /'(.*)'$/.exec(grant('arn:aws:sts::1:assumed-role/ops/ada')) ?? [];
  const actions = JSON.parse(document).Statement.flatMap(({ Action }: { Action: string | string[] }) => Action);
  expect(actions).toHaveLength(11);
  expect(actions).toEqual(expect.arrayContaining(['iam:SimulatePrincipalPolicy', 'ssm:GetParameter']));
});

test('only a refusal is passed over', async () => {
  const caller = callerOf('arn:aws:iam::1:user/ada');
  expect(await caller.ask('x', async () => 1)).toBe(1);
  expect(caller.checks()).toEqual([]);
  await expect(caller.ask('x', () => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
  expect(await caller.ask('the moon is not checked', () => Promise.reject(new DeniedError('a:A', '')))).toBeUndefined();
  expect(caller.checks()).toMatchObject([
    { state: 'failed', found: 'arn:aws:iam::1:user/ada is not allowed\na:A: the moon is not checked' },
  ]);
});
