import { securityGroupDescriptions } from '@ares/config/aws';
import { CloudWatchClient, DescribeAlarmsCommand } from '@aws-sdk/client-cloudwatch';
import {
  DescribeInstancesCommand,
  DescribeSecurityGroupsCommand,
  EC2Client,
  type SecurityGroup,
} from '@aws-sdk/client-ec2';
import {
  GetInstanceProfileCommand,
  GetPolicyCommand,
  GetPolicyVersionCommand,
  IAMClient,
  ListAttachedRolePoliciesCommand,
  SimulatePrincipalPolicyCommand,
} from '@aws-sdk/client-iam';
import {
  DescribeDocumentCommand,
  DescribeInstanceInformationCommand,
  GetParameterCommand,
  SSMClient,
} from '@aws-sdk/client-ssm';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { mockClient } from 'aws-sdk-client-mock';
import { afterAll, beforeEach } from 'vitest';

const ACCOUNT = '111122223333';
export const POLICY_ARN = `arn:aws:iam::${ACCOUNT}:policy/Ares-shop-Host-us-east-1`;

const repository = (name: string) => `arn:aws:ecr:us-east-1:${ACCOUNT}:repository/ares-shop/${name}`;
/** As the stack of the hosts has it, with fewer actions. */
const hostPolicy = {
  Statement: [
    { Action: ['ssm:UpdateInstanceInformation', 'ssmmessages:OpenDataChannel'], Resource: '*' },
    { Action: 'ecr:BatchGetImage', Resource: ['host-agent', 'prometheus', 'cart'].map(repository) },
    {
      Action: 'events:PutEvents',
      Resource: `arn:aws:events:us-east-1:${ACCOUNT}:event-bus/default`,
      Condition: { StringEquals: { 'events:source': 'ares.host-agent' } },
    },
  ],
};

export const anInstance = (InstanceId: string, more: object = {}) => ({
  InstanceId,
  State: { Name: 'running' },
  Architecture: 'arm64',
  VpcId: 'vpc-1',
  PrivateIpAddress: '10.0.0.4',
  IamInstanceProfile: { Arn: `arn:aws:iam::${ACCOUNT}:instance-profile/team/web` },
  SecurityGroups: [{ GroupId: 'sg-team' }, { GroupId: 'sg-hosts' }],
  ...more,
});

export const anAgent = (InstanceId: string, more: object = {}) =>
  ({ InstanceId, PingStatus: 'Online', AgentVersion: '3.3.2746.0', ...more }) as const;

export const tcp = (port: number, more: object) => ({ IpProtocol: 'tcp', FromPort: port, ToPort: port, ...more });
export const withGroup = (GroupId: string) => ({ UserIdGroupPairs: [{ GroupId }] });
const both = (groupId: string) => [9469, 9090].map((port) => tcp(port, withGroup(groupId)));

export const tickGroup = {
  GroupId: 'sg-tick',
  VpcId: 'vpc-1',
  Description: securityGroupDescriptions.tick,
  IpPermissionsEgress: both('sg-hosts'),
};
export const hostsGroup = {
  GroupId: 'sg-hosts',
  VpcId: 'vpc-1',
  Description: securityGroupDescriptions.hosts,
  IpPermissions: both('sg-tick'),
};
const teamGroup = { GroupId: 'sg-team', VpcId: 'vpc-1', Description: 'team', IpPermissions: [] };

interface AnyGroup extends Omit<SecurityGroup, 'IpPermissions' | 'IpPermissionsEgress'> {
  readonly IpPermissions?: readonly object[];
  readonly IpPermissionsEgress?: readonly object[];
}

/** An account in which the fleet `shop` is well; a test changes what it is about. */
export function fakeAccount() {
  const mocks = {
    cloudwatch: mockClient(CloudWatchClient),
    ec2: mockClient(EC2Client),
    iam: mockClient(IAMClient),
    ssm: mockClient(SSMClient),
    sts: mockClient(STSClient),
  };
  const instances = (...some: readonly object[]) =>
    mocks.ec2.on(DescribeInstancesCommand).resolves({ Reservations: [{ Instances: [...some] }] });
  const agents = (...some: readonly object[]) =>
    mocks.ssm.on(DescribeInstanceInformationCommand).resolves({ InstanceInformationList: [...some] });
  const groups = (...some: readonly AnyGroup[]) =>
    mocks.ec2.on(DescribeSecurityGroupsCommand).callsFake(({ GroupIds, Filters }) => ({
      SecurityGroups: some.filter(({ GroupId = '', Description = '' }) =>
        GroupIds ? GroupIds.includes(GroupId) : Filters[1].Values.includes(Description),
      ),
    }));
  /** Answers of the simulation, a request each; nothing is refused after the last. */
  const simulates = (...answers: readonly (readonly object[])[]) => {
    const rest = [...answers];
    mocks.iam.on(SimulatePrincipalPolicyCommand).callsFake(() => ({ EvaluationResults: rest.shift() ?? [] }));
  };
  beforeEach(() => {
    for (const mock of Object.values(mocks)) mock.reset();
    const Arn = `arn:aws:sts::${ACCOUNT}:assumed-role/ops/ada`;
    mocks.sts.on(GetCallerIdentityCommand).resolves({ Account: ACCOUNT, Arn });
    mocks.ssm.on(GetParameterCommand).resolves({ Parameter: { Value: '28' } });
    mocks.ssm.on(DescribeDocumentCommand).resolves({ Document: { Status: 'Active', LatestVersion: '3' } });
    mocks.cloudwatch.on(DescribeAlarmsCommand).resolves({ MetricAlarms: [] });
    const Document = encodeURIComponent(JSON.stringify(hostPolicy));
    mocks.iam.on(GetPolicyCommand).resolves({ Policy: { DefaultVersionId: 'v2' } });
    mocks.iam.on(GetPolicyVersionCommand, { VersionId: 'v2' }).resolves({ PolicyVersion: { Document } });
    const role = { RoleName: 'team-web', Arn: `arn:aws:iam::${ACCOUNT}:role/team/team-web` };
    const InstanceProfile = { Roles: [role] } as never;
    mocks.iam.on(GetInstanceProfileCommand, { InstanceProfileName: 'web' }).resolves({ InstanceProfile });
    simulates();
    mocks.iam.on(ListAttachedRolePoliciesCommand).resolves({ AttachedPolicies: [{ PolicyArn: POLICY_ARN }] });
    groups(tickGroup, hostsGroup, teamGroup);
    instances(anInstance('i-1'));
    agents(anAgent('i-1'));
  });
  afterAll(() => {
    for (const mock of Object.values(mocks)) mock.restore();
  });
  return { mocks, instances, agents, groups, simulates };
}

/** What AWS answers who may not ask. */
export const denied = (): Error => Object.assign(new Error('you may not'), { name: 'AccessDeniedException' });
