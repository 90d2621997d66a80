import { expect, test } from 'vitest';
import { lambda, policy, seeded } from '../testing/seeded.ts';
import { sendsOwnDocumentsOnly } from './document-senders.ts';
import { oneFunctionSends, sendsByHash } from './pinned-document.ts';
import { runsAresDocumentsOnly, sendsAresDocumentsOnly, sendsToFleetOnly } from './send-command.ts';
import { separatesDuties } from './separate-duties.ts';

const DOCUMENTS = 'arn:aws:ssm:eu-central-1:123456789012:document';
const INSTANCES = 'arn:aws:ec2:eu-central-1:123456789012:instance/*';
const send = (Resource: unknown, over: object = {}) => policy({ Action: 'ssm:SendCommand', Resource, ...over });
const tagged = (value: string) => ({ Condition: { StringEquals: { 'ssm:resourceTag/ares:fleet': value } } });

test('security 1: a shell for everybody is found', () => {
  const found = runsAresDocumentsOnly(seeded(send(`${DOCUMENTS}/AWS-RunShellScript`)));
  expect(found).toEqual(['Seeded names AWS-RunShellScript']);
});

test.each([`${DOCUMENTS}/AWS-RunShellScript`, `${DOCUMENTS}/Ares-*`, `${DOCUMENTS}/*`, '*'])(
  'security 2: sending %s is found',
  (resource) => {
    expect(sendsAresDocumentsOnly(seeded(send([`${DOCUMENTS}/Ares-default-Remediate`, resource])))).toEqual([
      `Seeded/Resource0 sends ${resource}`,
    ]);
  },
);

test.each([
  {},
  tagged('*'),
  { Condition: { StringLike: { 'ssm:resourceTag/ares:fleet': 'default' } } },
  { Condition: { StringEquals: { 'ssm:resourceTag/team': 'default' } } },
])('security 3: sending to instances with %j is found', (condition) => {
  expect(sendsToFleetOnly(seeded(send(INSTANCES, condition)))).toHaveLength(1);
  expect(sendsToFleetOnly(seeded(send(INSTANCES, tagged('default'))))).toEqual([]);
});

test('security 10: a sender that is told no hash, or one that somebody wrote down, is found', () => {
  const pinned = { 'Fn::GetAtt': ['Pin', 'Hash'] };
  const of = (variables: object) => sendsByHash(seeded(lambda({ ...variables }), send(DOCUMENTS)));
  expect(of({ DOCUMENT_HASH: pinned, DOCUMENT_VERSION: pinned })).toEqual([]);
  expect(of({ DOCUMENT_HASH: 'a'.repeat(64), DOCUMENT_VERSION: pinned })).toHaveLength(1);
  expect(of({ DOCUMENT_HASH: pinned })).toHaveLength(1);
});

test('security 12: a second function that sends is found', () => {
  expect(oneFunctionSends(seeded(send(DOCUMENTS), lambda({})))).toEqual([]);
  expect(oneFunctionSends(seeded(send(DOCUMENTS), lambda({}), lambda({})))).toHaveLength(1);
  expect(oneFunctionSends(seeded(lambda({})))).toHaveLength(1);
});

test.each([
  'ec2:DescribeInstances',
  'cloudwatch:GetMetricData',
  'secretsmanager:GetSecretValue',
  'ssm:GetParameter',
  'kms:Decrypt',
])('security 12: a sender that also does %s is found', (Action) => {
  expect(separatesDuties(seeded(send(DOCUMENTS), policy({ Action, Resource: 'arn' })))).toHaveLength(1);
  expect(separatesDuties(seeded(policy({ Action, Resource: 'arn' })))).toEqual([]);
});

const withRole = (Principal: object, ...statements: readonly object[]) => {
  const { Seeded } = seeded(...statements.map((statement) => policy({ ...statement })));
  const Role = { Type: 'AWS::IAM::Role', Properties: { AssumeRolePolicyDocument: { Statement: [{ Principal }] } } };
  return { Seeded: { Resources: { ...Seeded?.Resources, Role } } };
};
const sending = (name: string) => ({ Action: 'ssm:SendCommand', Resource: `${DOCUMENTS}/Ares-default-${name}` });
const HEAL = { Service: 'lambda.amazonaws.com' };
const FIS = { Service: 'fis.amazonaws.com' };
const DEPLOY = { Federated: 'arn:aws:iam::123456789012:oidc-provider/token.actions.githubusercontent.com' };

test.each([
  [HEAL, ['Remediate']],
  [FIS, ['InjectFault']],
  [DEPLOY, ['Release', 'Install']],
])('security 12: %j sends its own documents, and any other is found', (principal, own) => {
  for (const name of ['Remediate', 'InjectFault', 'Release', 'Install']) {
    const found = sendsOwnDocumentsOnly(withRole(principal, sending(name)));
    expect(found).toHaveLength(own.includes(name) ? 0 : 1);
  }
});

test('security 12: who deploys looks at hosts and reads what a deployment is, but no secret', () => {
  const reading = (Resource: string) => ({ Action: 'ssm:GetParameter', Resource });
  const parameters = 'arn:aws:ssm:eu-central-1:123456789012:parameter';
  const of = (principal: object, ...more: object[]) =>
    separatesDuties(withRole(principal, sending('Release'), ...more));
  const own = ['cdk-bootstrap/hnb659fds/version', 'ares/default/release', 'ares/default/last-good'];
  for (const name of own) {
    expect(of(DEPLOY, reading(`${parameters}/${name}`))).toEqual([]);
    expect(of(HEAL, reading(`${parameters}/${name}`))).toHaveLength(1);
  }
  expect(of(DEPLOY, { Action: 'ec2:DescribeInstances', Resource: '*' })).toEqual([]);
  for (const name of ['ares/default/origin-secret', 'ares/default/*', '*'])
    expect(of(DEPLOY, reading(`${parameters}/${name}`))).toHaveLength(1);
  for (const Action of ['secretsmanager:GetSecretValue', 'kms:Decrypt', 'ssm:GetParametersByPath'])
    expect(of(DEPLOY, { Action, Resource: 'arn' })).toHaveLength(1);
});

test('security 12: experiments find their targets by themselves, but open no secrets', () => {
  const roleOf = (Service: string) => ({
    Type: 'AWS::IAM::Role',
    Properties: { AssumeRolePolicyDocument: { Statement: [{ Principal: { Service } }] } },
  });
  const of = (service: string, Action: string) => {
    const { Seeded } = seeded(send(DOCUMENTS), policy({ Action, Resource: 'arn' }));
    return separatesDuties({ Seeded: { Resources: { ...Seeded?.Resources, Role: roleOf(service) } } });
  };
  expect(of('fis.amazonaws.com', 'ec2:DescribeInstances')).toEqual([]);
  expect(of('fis.amazonaws.com', 'kms:Decrypt')).toHaveLength(1);
  expect(of('lambda.amazonaws.com', 'ec2:DescribeInstances')).toHaveLength(1);
});
