import type { Template } from 'aws-cdk-lib/assertions';
import { Asset } from 'aws-cdk-lib/aws-s3-assets';
import { expect, test } from 'vitest';
import { controlPlaneParts } from '../../testing/control-plane-parts.ts';
import { templateOf } from '../../testing/test-stack.ts';
import { AlarmTopic } from '../alarms/alarm-topic.ts';
import { CommandDocument } from '../documents/command-document.ts';
import { planConcurrency } from '../queues/concurrency.ts';
import { Queues } from '../queues/queues.ts';
import { LoopFunctions } from './loop-functions.ts';

const template = templateOf((stack) => {
  const { network, database } = controlPlaneParts(stack);
  const queues = new Queues(stack, 'Queues');
  new LoopFunctions(stack, 'Functions', {
    ...{
      fleet: 'team-a',
      deployment: 'shop',
      hosts: 100,
      logRetentionDays: 30,
      queues,
      database,
      network,
      tickNetwork: network,
    },
    plan: planConcurrency({ hosts: 100, lambdaConcurrency: 10, databaseInstance: 't4g.micro' }),
    topic: new AlarmTopic(stack, 'Topic', { fleet: 'shop', email: undefined, deadLetterQueue: queues.undelivered }),
    remediation: new CommandDocument(stack, 'Remediate', { file: 'remediate', documentName: 'Ares-shop-Remediate' }),
    policy: new Asset(stack, 'Policy', { path: 'ares.policy.yaml' }),
  });
});

const interfaces = [
  'ec2:AssignPrivateIpAddresses',
  'ec2:CreateNetworkInterface',
  'ec2:DeleteNetworkInterface',
  'ec2:DescribeNetworkInterfaces',
  'ec2:DescribeSubnets',
  'ec2:UnassignPrivateIpAddresses',
];
const logs = ['logs:CreateLogStream', 'logs:PutLogEvents'];

test.each([
  ['Dispatch', ['cloudwatch:GetMetricData', 'ec2:DescribeInstances', 'sqs:GetQueueAttributes', 'sqs:SendMessage']],
  ['Tick', [...interfaces, 'rds-db:connect', 's3:GetObject', 's3:ListBucket', 's3:PutObject', 'sqs:SendMessage']],
  [
    'Heal',
    [
      ...interfaces,
      'rds-db:connect',
      'sqs:SendMessage',
      'ssm:GetCommandInvocation',
      'ssm:ListCommands',
      'ssm:SendCommand',
    ],
  ],
  ['Train', [...interfaces, 'rds-db:connect', 's3:GetObject', 's3:ListBucket', 's3:PutObject', 'sqs:SendMessage']],
  [
    'Notify',
    [
      'kms:Decrypt',
      'kms:GenerateDataKey',
      'secretsmanager:GetSecretValue',
      'sns:Publish',
      'sqs:SendMessage',
      'ssm:GetParameter',
    ],
  ],
  ['Migrator', [...interfaces, 'secretsmanager:GetSecretValue']],
  ['DocumentPin', ['ssm:DescribeDocument']],
])('%s may do what it is for, and no more', (name, actions) => {
  expect(allowed(template, `Functions${name}Role`)).toEqual([...logs, ...actions].toSorted());
});

test('commands go to hosts of the fleet only, and are of one document', () => {
  const sends = statements(template, 'FunctionsHealRole').filter(({ Action }) => Action === 'ssm:SendCommand');
  expect(sends.map(({ Condition }) => Condition)).toEqual([
    undefined,
    { StringEquals: { 'ssm:resourceTag/ares:fleet': 'team-a' } },
  ]);
  expect(JSON.stringify(sends.map(({ Resource }) => Resource))).toMatch(
    /:document\/Ares-shop-Remediate".*:instance\/\*"/,
  );
});

test('a tick writes warm models alone, and reads beside them what was trained, and the policy', () => {
  const ofS3 = statements(template, 'FunctionsTickRole').filter(({ Action }) => String(Action).includes('s3:'));
  const bucket = (name: string) => ({ 'Fn::GetAtt': [expect.stringMatching(`^Functions${name}`), 'Arn'] });
  const below = (name: string, prefix: string) => ({ 'Fn::Join': ['', [bucket(name), `/${prefix}/*`]] });
  expect(ofS3.map(({ Action, Resource }) => [Action, Resource])).toEqual([
    ['s3:GetObject', [expect.anything(), below('Snapshots', 'models/team-a')]],
    ['s3:ListBucket', [bucket('Snapshots'), bucket('WarmModels')]],
    [['s3:GetObject', 's3:PutObject'], below('WarmModels', 'team-a')],
  ]);
});

test('models of hosts that are gone go too, and no older versions are kept of the others', () => {
  const buckets = Object.entries(template.findResources('AWS::S3::Bucket'));
  const [, warm] = buckets.find(([id]) => id.startsWith('FunctionsWarmModels')) ?? [];
  expect(warm?.Properties).not.toHaveProperty('VersioningConfiguration');
  expect(warm?.Properties.LifecycleConfiguration.Rules).toEqual([
    expect.objectContaining({ ExpirationInDays: 30, Status: 'Enabled' }),
  ]);
});

test('version and hash of the document come from its registration', () => {
  const { Variables } = functionOf('Heal').Properties.Environment;
  expect(Variables.DOCUMENT_VERSION).toEqual({ 'Fn::GetAtt': [expect.stringMatching(/^FunctionsPin/), 'Version'] });
  expect(Variables.DOCUMENT_HASH).toEqual({ 'Fn::GetAtt': [expect.stringMatching(/^FunctionsPin/), 'Hash'] });
});

test('dispatch knows every queue of dead letters, the one of events included', () => {
  const { DEAD_LETTER_QUEUE_URLS: urls } = functionOf('Dispatch').Properties.Environment.Variables;
  expect(JSON.stringify(urls).match(/"Ref":"Queues/g)).toHaveLength(5);
});

test.each(['Tick', 'Heal', 'Train'])('%s is deployed after schema and roles', (name) => {
  expect(functionOf(name).DependsOn).toContainEqual(expect.stringMatching(/^FunctionsMigration/));
});

test('the migrator is asked again when packages/db changes', () => {
  const [migration] = Object.values(template.findResources('Custom::AresMigration'));
  expect(migration?.Properties.Fingerprint).toMatch(/^[0-9a-f]{64}$/);
});

test('only the functions in front of the database are in the VPC', () => {
  const inVpc = Object.entries(template.findResources('AWS::Lambda::Function'))
    .filter(([, { Properties }]) => Properties.VpcConfig)
    .map(([id]) => id.replace(/^Functions|[0-9A-F]{8}$/g, ''));
  expect(inVpc.toSorted()).toEqual(['Heal', 'Migrator', 'Tick', 'Train']);
});

interface Statement {
  readonly Effect: string;
  readonly Action: string | string[];
  readonly Resource: unknown;
  readonly Condition?: unknown;
}

function statements(from: Template, role: string): Statement[] {
  const policies = Object.entries(from.findResources('AWS::IAM::Policy')).filter(([id]) => id.startsWith(role));
  return policies.flatMap(([, { Properties }]) => Properties.PolicyDocument.Statement);
}

function allowed(from: Template, role: string): string[] {
  const allows = statements(from, role).filter(({ Effect }) => Effect === 'Allow');
  return [...new Set(allows.flatMap(({ Action }) => Action))].toSorted();
}

function functionOf(name: string) {
  const found = Object.entries(template.findResources('AWS::Lambda::Function')).find(([id]) =>
    new RegExp(`^Functions${name}[0-9A-F]{8}$`).test(id),
  );
  if (!found) throw new Error(`no function ${name}`);
  return found[1];
}
