import { expect, onTestFinished, test, vi } from 'vitest';
import { fakeClients } from '../testing/fake-clients.ts';
import { fleetChecks } from './fleet-checks.ts';
import { anAgent, anInstance, fakeAccount } from './testing/fake-account.ts';

const { instances, agents } = fakeAccount();
const clients = fakeClients();

const only = anInstance('i-1');

test.each([
  { name: 'no agent ever', agents: [], found: 'SSM has never heard of it', remedy: 'HostPolicyArn' },
  {
    name: 'an agent that is silent',
    agents: [anAgent('i-1', { PingStatus: 'ConnectionLost' })],
    found: 'ConnectionLost',
    remedy: 'restart amazon-ssm-agent',
  },
  {
    name: 'an old agent',
    agents: [anAgent('i-1', { AgentVersion: '3.2.1377.0' })],
    found: '3.2.1377.0 is older',
    remedy: 'aws ssm send-command --document-name AWS-UpdateSSMAgent --instance-ids i-1',
  },
  {
    name: 'no profile',
    more: { IamInstanceProfile: undefined },
    found: 'no instance profile',
    remedy: 'aws ec2 associate-iam-instance-profile --instance-id i-1',
  },
  { name: 'another architecture', more: { Architecture: 'i386' }, found: 'is i386', remedy: 'arm64 or x86_64' },
  { name: 'another VPC', more: { VpcId: 'vpc-2' }, found: 'in vpc-2, but ARES is in vpc-1', remedy: 'vpcId=vpc-2' },
  { name: 'no private address', more: { PrivateIpAddress: undefined }, found: 'no private IPv4', remedy: 'subnet' },
  {
    name: 'no group of ARES',
    more: { SecurityGroups: [{ GroupId: 'sg-team' }] },
    found: 'sg-team does not let sg-tick, the group of `tick`, in at port 9469 and 9090',
    remedy: 'aws ec2 modify-instance-attribute --instance-id i-1 --groups sg-team sg-hosts',
  },
])('each lack of a host is told by its id, with its remedy: $name', async (lack) => {
  const { agents: known = [anAgent('i-1')], more = {}, found, remedy } = lack;
  instances({ ...only, ...more }, anInstance('i-2'));
  agents(...known, anAgent('i-2'));
  const checks = await fleetChecks(clients, { fleet: 'shop' });
  expect(checks.filter(({ state }) => state === 'failed')).toEqual([
    { name: 'i-1', state: 'failed', found: expect.stringContaining(found), remedy: expect.stringContaining(remedy) },
  ]);
});

test.each([
  ['stopped', { remedy: expect.stringContaining('aws ec2 start-instances --instance-ids i-1') }],
  ['pending', {}],
  ['stopping', {}],
] as const)('a host that is %s is told, and is no failure', async (Name, remedy) => {
  instances({ ...only, State: { Name } }, anInstance('i-2'));
  agents(anAgent('i-2'));
  const checks = await fleetChecks(clients, { fleet: 'shop' });
  expect(checks.find(({ name }) => name === 'i-1')).toEqual({
    name: 'i-1',
    state: 'not yet',
    found: `has the tag of the fleet, but is ${Name}`,
    ...remedy,
  });
  expect(checks.filter(({ state }) => state === 'failed')).toEqual([]);
});

test.each([
  { minutes: 9, state: 'not yet' },
  { minutes: 11, state: 'failed' },
])('SSM has not heard of a host that started $minutes min ago: $state', async ({ minutes, state }) => {
  vi.useFakeTimers({ now: Date.UTC(2026, 10, 24), toFake: ['Date'] });
  onTestFinished(() => {
    vi.useRealTimers();
  });
  instances({ ...only, LaunchTime: new Date(Date.now() - minutes * 60_000) }, anInstance('i-2'));
  agents(anAgent('i-2'));
  const checks = await fleetChecks(clients, { fleet: 'shop' });
  expect(checks.filter((one) => one.state !== 'ok')).toMatchObject([
    { name: 'i-1', state, found: expect.stringContaining('SSM has') },
  ]);
});

test('what else a young host lacks is a failure', async () => {
  instances({ ...only, LaunchTime: new Date(), VpcId: 'vpc-2' }, anInstance('i-2'));
  agents(anAgent('i-2'));
  const checks = await fleetChecks(clients, { fleet: 'shop' });
  expect(checks.filter(({ name }) => name === 'i-1').map(({ state }) => state)).toEqual(['not yet', 'failed']);
});
