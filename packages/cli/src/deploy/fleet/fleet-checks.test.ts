import { DescribeAlarmsCommand } from '@aws-sdk/client-cloudwatch';
import { DescribeInstancesCommand, DescribeSecurityGroupsCommand } from '@aws-sdk/client-ec2';
import { GetPolicyCommand, ListAttachedRolePoliciesCommand, SimulatePrincipalPolicyCommand } from '@aws-sdk/client-iam';
import { DescribeDocumentCommand } from '@aws-sdk/client-ssm';
import { expect, test } from 'vitest';
import { doctorText } from '../../commands/doctor.ts';
import { painter } from '../../screen/format.ts';
import { fakeClients } from '../testing/fake-clients.ts';
import { isAtLeast } from './agent-version.ts';
import { fleetChecks } from './fleet-checks.ts';
import { anAgent, anInstance, denied, fakeAccount } from './testing/fake-account.ts';

const { mocks, instances, agents, simulates } = fakeAccount();
const clients = fakeClients();

const checks = () => fleetChecks(clients, { fleet: 'shop', fleetTag: 'web' });
const named = async (name: string) => (await checks()).filter((one) => one.name === name);

test('a fleet that is well is told in a line each', async () => {
  instances(anInstance('i-2', { Architecture: 'x86_64' }), anInstance('i-1'));
  agents(anAgent('i-1'), anAgent('i-2', { AgentVersion: '3.4.1.0' }));
  expect(doctorText(await checks(), painter({}, {})).split('\n')).toEqual([
    '✓ account               111122223333 in us-east-1 as arn:aws:sts::111122223333:assumed-role/ops/ada',
    expect.stringMatching(/^✓ cdk bootstrap/),
    '✓ remediation document  Ares-shop-Remediate, version 3',
    '✓ alarms                none rings',
    '✓ hosts                 2 running with the tag ares:fleet=web',
    '✓ role team-web         of i-1, i-2: may do all that ARES needs',
    '✓ i-1                   SSM agent 3.3.2746.0, 10.0.0.4',
    '✓ i-2                   SSM agent 3.4.1.0, 10.0.0.4',
    '',
    'All is well.',
  ]);
  expect(mocks.ec2.commandCalls(DescribeInstancesCommand)[0]?.args[0].input.Filters).toContainEqual({
    Name: 'tag:ares:fleet',
    Values: ['web'],
  });
});

test('a fleet in trouble reads as one line a lack, its remedy beneath', async () => {
  instances(
    anInstance('i-1', { SecurityGroups: [{ GroupId: 'sg-team' }] }),
    anInstance('i-2', { VpcId: 'vpc-2' }),
    anInstance('i-3', { State: { Name: 'stopped' } }),
  );
  agents(anAgent('i-1', { AgentVersion: '3.2.1377.0' }), anAgent('i-2'));
  simulates([{ EvalActionName: 'ssm:UpdateInstanceInformation', EvalDecision: 'implicitDeny' }]);
  expect(doctorText((await checks()).slice(5), painter({}, {}))).toMatchInlineSnapshot(`
    "✗ role team-web  of i-1, i-2: is not allowed
                     ssm:UpdateInstanceInformation
                     → aws iam attach-role-policy --role-name team-web --policy-arn arn:aws:iam::111122223333:policy/Ares-shop-Host-us-east-1
    ✗ i-1            SSM agent 3.2.1377.0 is older than 3.3.2746.0, and the document refuses it
                     → aws ssm send-command --document-name AWS-UpdateSSMAgent --instance-ids i-1
    ✗ i-1            sg-team does not let sg-tick, the group of \`tick\`, in at port 9469 and 9090
                     → aws ec2 modify-instance-attribute --instance-id i-1 --groups sg-team sg-hosts
    ✗ i-2            is in vpc-2, but ARES is in vpc-1 and cannot reach it
                     → deploy a fleet of its own there, with a tag of its own: npx ares deploy -c fleet=NAME -c fleetTag=NAME -c shop=false -c vpcId=vpc-2
    … i-3            not yet: has the tag of the fleet, but is stopped
                     → aws ec2 start-instances --instance-ids i-3, or take its tag away: aws ec2 delete-tags --resources i-3 --tags Key=ares:fleet

    4 of 5 checks failed."
  `);
});

test('a tag that no instance has is told with the command that gives it', async () => {
  instances();
  expect(await named('hosts')).toMatchObject([
    {
      state: 'failed',
      found: expect.stringContaining('ares:fleet=web'),
      remedy: expect.stringContaining('aws ec2 create-tags'),
    },
  ]);
});

test('a document that is not there, and an alarm that rings, are told', async () => {
  mocks.ssm
    .on(DescribeDocumentCommand)
    .rejects(Object.assign(new Error('no such document'), { name: 'InvalidDocument' }));
  mocks.cloudwatch
    .on(DescribeAlarmsCommand)
    .resolves({ MetricAlarms: [{ AlarmName: 'ARES shop: no ticks', StateReason: 'silence' }] });
  expect(await named('remediation document')).toMatchObject([
    { state: 'failed', remedy: expect.stringContaining('npx ares deploy') },
  ]);
  expect(await named('alarms')).toMatchObject([{ state: 'failed', found: 'ARES shop: no ticks (silence)' }]);
});

test('what the caller may not ask is named with the command that allows it, and the rest is checked', async () => {
  mocks.ec2.on(DescribeSecurityGroupsCommand).rejects(denied());
  mocks.cloudwatch.on(DescribeAlarmsCommand).rejects(denied());
  agents();
  const all = await checks();
  expect(all.at(-1)).toMatchObject({
    found: [
      'arn:aws:sts::111122223333:assumed-role/ops/ada is not allowed',
      'cloudwatch:DescribeAlarms: alarms are not checked',
      'ec2:DescribeSecurityGroups: ports are not checked',
    ].join('\n'),
    remedy: expect.stringContaining('aws iam put-role-policy --role-name ops --policy-name ares-doctor'),
  });
  expect(all.filter(({ state }) => state === 'failed').map(({ name }) => name)).toEqual(['i-1', 'your permissions']);
  expect(all.map(({ name }) => name)).toContain('role team-web');
});

test('without instances that may be listed nothing is said of hosts', async () => {
  mocks.ec2.on(DescribeInstancesCommand).rejects(denied());
  expect((await checks()).map(({ name }) => name).slice(-2)).toEqual(['alarms', 'your permissions']);
});

test('a caller who may ask nothing of IAM is told each action at once', async () => {
  mocks.iam.on(GetPolicyCommand).rejects(denied());
  mocks.iam.on(SimulatePrincipalPolicyCommand).rejects(denied());
  mocks.iam.on(ListAttachedRolePoliciesCommand).rejects(denied());
  const [mine] = await named('your permissions');
  expect(mine?.found).toContain('iam:GetPolicy: ');
  expect(mine?.found).toContain('iam:ListAttachedRolePolicies: ');
  expect(await named('role team-web')).toEqual([]);
});

test.each([
  ['3.3.2746.0', true],
  ['3.3.2745.9', false],
  ['3.10.0.0', true],
  ['4', true],
  ['3.3', false],
  ['', false],
])('version %s is enough: %s', (version, enough) => expect(isAtLeast(version, '3.3.2746.0')).toBe(enough));
