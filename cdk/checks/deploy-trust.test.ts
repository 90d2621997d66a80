import { expect, test } from 'vitest';
import { seeded } from '../testing/seeded.ts';
import type { Resource } from '../testing/template.ts';
import { trustsOneEnvironment } from './deploy-trust.ts';

const ISSUER = 'token.actions.githubusercontent.com';
const aud = { [`${ISSUER}:aud`]: 'sts.amazonaws.com' };
const sub = (subject: string) => ({ [`${ISSUER}:sub`]: subject });
const role = (Condition?: object): Resource => ({
  Type: 'AWS::IAM::Role',
  Properties: { AssumeRolePolicyDocument: { Statement: [{ Action: 'sts:AssumeRoleWithWebIdentity', Condition }] } },
});
const pinned = sub('repo:team/shop:environment:production');

test('security 36: one environment of one repository may be trusted', () => {
  expect(trustsOneEnvironment(seeded(role({ StringEquals: { ...aud, ...pinned } })))).toEqual([]);
});

test.each<[string, object]>([
  ['every workflow of a repository', { StringEquals: { ...aud, ...sub('repo:team/shop:*') } }],
  ['every repository of a team', { StringEquals: { ...aud, ...sub('repo:team/*:environment:production') } }],
  [
    'a branch, which reviewers do not guard',
    { StringEquals: { ...aud, ...sub('repo:team/shop:ref:refs/heads/main') } },
  ],
  ['any audience', { StringEquals: pinned }],
  ['a pattern', { StringEquals: { ...aud, ...pinned }, StringLike: sub('repo:team/*') }],
])('security 36: trust in %s is found', (_, condition) => {
  expect(trustsOneEnvironment(seeded(role(condition)))).toHaveLength(1);
});

test('security 36: trust without any condition is found', () => {
  expect(trustsOneEnvironment(seeded(role()))).toHaveLength(2);
});
