import { expect, test } from 'vitest';
import { policy, seeded } from '../testing/seeded.ts';
import { hasReasonsForWildcards, passesRolesByName } from './wildcard-problems.ts';
import { wildcards } from './wildcards.ts';

const listed = { Action: 'ecr:GetAuthorizationToken', Resource: '*' };

test.each([
  { Action: 's3:*', Resource: 'arn:aws:s3:::bucket' },
  { Action: 'ec2:TerminateInstances', Resource: '*' },
  { Action: ['ecr:GetAuthorizationToken', 'ecr:DeleteRepository'], Resource: '*' },
  { Action: 's3:GetObject', Resource: { 'Fn::Join': ['', [{ 'Fn::GetAtt': ['Bucket', 'Arn'] }, '/any*']] } },
  { NotAction: 'iam:CreateUser', Resource: 'arn' },
])('security 11: %j is found', (statement) => {
  expect(hasReasonsForWildcards(seeded(policy(listed)))).toEqual([]);
  expect(hasReasonsForWildcards(seeded(policy(listed, statement)))).toHaveLength(1);
});

test('security 11: a denial may be wide', () => {
  expect(hasReasonsForWildcards(seeded(policy({ Effect: 'Deny', Action: '*', Resource: '*' })))).toEqual([]);
});

test('security 11: the list is short, each entry has a reason, and none is about every action', () => {
  expect(wildcards.length).toBeLessThanOrEqual(25);
  for (const { actions, reason } of wildcards) {
    expect(reason).toMatch(/^\S+( \S+){3,}\.?$/);
    expect(actions.join()).not.toContain('*');
  }
});

const toScheduler = { StringEquals: { 'iam:PassedToService': 'scheduler.amazonaws.com' } };
const role = 'arn:aws:iam::123456789012:role/Ares-Scheduler';
test.each([{ Resource: role }, { Resource: 'arn:aws:iam::123456789012:role/*', Condition: toScheduler }])(
  'security 13: passing a role by %j is found',
  (statement) => {
    const pass = (over: object) => passesRolesByName(seeded(policy({ Action: 'iam:PassRole', ...over })));
    expect(pass({ Resource: role, Condition: toScheduler })).toEqual([]);
    expect(pass(statement)).toHaveLength(1);
  },
);
