import { CloudWatchClient, DescribeAlarmsCommand } from '@aws-sdk/client-cloudwatch';
import { DescribeInstancesCommand, DescribeSecurityGroupsCommand, EC2Client } from '@aws-sdk/client-ec2';
import {
  DescribeDocumentCommand,
  DescribeInstanceInformationCommand,
  GetParameterCommand,
  SSMClient,
} from '@aws-sdk/client-ssm';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { mockClient } from 'aws-sdk-client-mock';
import { afterAll, beforeEach, expect, test } from 'vitest';
import { fakeClients } from '../testing/fake-clients.ts';
import { isAtLeast } from './agent-version.ts';
import { fleetChecks } from './fleet-checks.ts';

const mocks = {
  cloudwatch: mockClient(CloudWatchClient),
  ec2: mockClient(EC2Client),
  ssm: mockClient(SSMClient),
  sts: mockClient(STSClient),
};
const clients = fakeClients();
afterAll(() => {
  for (const mock of Object.values(mocks)) mock.restore();
});

const instance = (InstanceId: string, more: object = {}) => ({
  InstanceId,
  PrivateIpAddress: '10.0.0.4',
  IamInstanceProfile: { Arn: 'arn:profile' },
  SecurityGroups: [{ GroupId: 'sg-hosts' }],
  ...more,
});
const agent = (InstanceId: string, more: object = {}) =>
  ({ InstanceId, PingStatus: 'Online', AgentVersion: '3.3.2746.0', ...more }) as const;

function account(instances: readonly object[], agents: readonly object[]) {
  mocks.ec2.on(DescribeInstancesCommand).resolves({ Reservations: [{ Instances: [...instances] }] });
  mocks.ssm.on(DescribeInstanceInformationCommand).resolves({ InstanceInformationList: [...agents] });
}

beforeEach(() => {
  for (const mock of Object.values(mocks)) mock.reset();
  mocks.sts.on(GetCallerIdentityCommand).resolves({ Account: '111122223333', Arn: 'arn:ops' });
  mocks.ssm.on(GetParameterCommand).resolves({ Parameter: { Value: '28' } });
  mocks.ssm.on(DescribeDocumentCommand).resolves({ Document: { Status: 'Active', LatestVersion: '3' } });
  mocks.cloudwatch.on(DescribeAlarmsCommand).resolves({ MetricAlarms: [] });
  const open = { IpProtocol: 'tcp', FromPort: 9_000, ToPort: 9_500 };
  mocks.ec2
    .on(DescribeSecurityGroupsCommand)
    .resolves({ SecurityGroups: [{ GroupId: 'sg-hosts', IpPermissions: [open] }] });
});

const check = async (name: string) =>
  (await fleetChecks(clients, { fleet: 'shop', fleetTag: 'web' })).find((one) => one.name === name);

test('a fleet that is well', async () => {
  account([instance('i-2'), instance('i-1')], [agent('i-1'), agent('i-2', { AgentVersion: '3.4.1.0' })]);
  const checks = await fleetChecks(clients, { fleet: 'shop', fleetTag: 'web' });
  expect(checks.map(({ state }) => state)).toEqual(Array(7).fill('ok'));
  expect(checks.map(({ name }) => name).slice(-3)).toEqual(['hosts', 'i-1', 'i-2']);
  expect(mocks.ec2.commandCalls(DescribeInstancesCommand)[0]?.args[0].input.Filters).toContainEqual({
    Name: 'tag:ares:fleet',
    Values: ['web'],
  });
});

test.each([
  { name: 'no agent ever', agents: [], found: 'SSM has never heard of it', remedy: 'HostPolicyArn' },
  {
    name: 'an agent that is silent',
    agents: [agent('i-1', { PingStatus: 'ConnectionLost' })],
    found: 'ConnectionLost',
    remedy: 'restart amazon-ssm-agent',
  },
  {
    name: 'an old agent',
    agents: [agent('i-1', { AgentVersion: '3.2.1377.0' })],
    found: '3.2.1377.0 is older',
    remedy: 'AWS-UpdateSSMAgent',
  },
  {
    name: 'no profile',
    more: { IamInstanceProfile: undefined },
    found: 'no instance profile',
    remedy: 'stack Ares-shop-Hosts',
  },
  { name: 'no open port', more: { SecurityGroups: [] }, found: 'port 9469 and 9090', remedy: 'Ares-shop-Network' },
  { name: 'no private address', more: { PrivateIpAddress: undefined }, found: 'no private IPv4', remedy: 'subnet' },
])(
  'each lack of a host is told with its remedy: $name',
  async ({ agents = [agent('i-1')], more = {}, found, remedy }) => {
    account([instance('i-1', more)], agents);
    expect(await check('i-1')).toMatchObject({
      state: 'failed',
      found: expect.stringContaining(found),
      remedy: expect.stringContaining(remedy),
    });
  },
);

test('a tag that no instance has is told with the command that gives it', async () => {
  account([], []);
  expect(await check('hosts')).toMatchObject({
    state: 'failed',
    found: expect.stringContaining('ares:fleet=web'),
    remedy: expect.stringContaining('aws ec2 create-tags'),
  });
});

test('a document that is not there, and an alarm that rings, are told', async () => {
  account([], []);
  mocks.ssm
    .on(DescribeDocumentCommand)
    .rejects(Object.assign(new Error('no such document'), { name: 'InvalidDocument' }));
  mocks.cloudwatch
    .on(DescribeAlarmsCommand)
    .resolves({ MetricAlarms: [{ AlarmName: 'ARES shop: no ticks', StateReason: 'silence' }] });
  expect(await check('remediation document')).toMatchObject({
    state: 'failed',
    remedy: expect.stringContaining('npx ares deploy'),
  });
  expect(await check('alarms')).toMatchObject({ state: 'failed', found: 'ARES shop: no ticks (silence)' });
});

test.each([
  ['3.3.2746.0', true],
  ['3.3.2745.9', false],
  ['3.10.0.0', true],
  ['4', true],
  ['3.3', false],
  ['', false],
])('version %s is enough: %s', (version, enough) => expect(isAtLeast(version, '3.3.2746.0')).toBe(enough));
