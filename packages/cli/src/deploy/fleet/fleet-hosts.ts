import { FLEET_TAG } from '@ares/config/aws';
import { type EC2Client, type Instance, paginateDescribeInstances } from '@aws-sdk/client-ec2';
import { type InstanceInformation, paginateDescribeInstanceInformation, type SSMClient } from '@aws-sdk/client-ssm';
import { allPages } from '../aws/all-pages.ts';
import { askAws } from '../aws/ask-aws.ts';

/** An instance of a fleet, as EC2 knows it. */
export interface FleetHost {
  readonly hostId: string;
  /** Such as running or stopped */
  readonly state: string;
  /** Such as arm64 or x86_64 */
  readonly architecture: string;
  readonly vpcId: string;
  /** When it last started; 0 where EC2 does not say */
  readonly startedAtMs: number;
  /** Private IPv4 */
  readonly address?: string;
  readonly profileArn?: string;
  readonly securityGroupIds: readonly string[];
}

/** The SSM agent of an instance. */
export interface HostSsmAgent {
  readonly status: string;
  readonly version: string;
}

/** Instances with the tag of the fleet that are not gone for good, in the order of their ids. */
export async function fleetHosts(ec2: EC2Client, fleetTag: string): Promise<FleetHost[]> {
  const Filters = [
    { Name: `tag:${FLEET_TAG}`, Values: [fleetTag] },
    { Name: 'instance-state-name', Values: ['pending', 'running', 'stopping', 'stopped'] },
  ];
  const instances = await askAws('ec2:DescribeInstances', async () => {
    const pages = await allPages(paginateDescribeInstances({ client: ec2 }, { Filters }));
    return pages.flatMap(({ Reservations = [] }) => Reservations.flatMap(({ Instances = [] }) => Instances));
  });
  return instances.map(asHost).toSorted((a, b) => a.hostId.localeCompare(b.hostId));
}

const asHost = (instance: Instance): FleetHost => ({
  hostId: instance.InstanceId ?? '',
  state: instance.State?.Name ?? 'unknown',
  architecture: instance.Architecture ?? 'unknown',
  vpcId: instance.VpcId ?? '',
  startedAtMs: instance.LaunchTime?.getTime() ?? 0,
  ...(instance.PrivateIpAddress ? { address: instance.PrivateIpAddress } : {}),
  ...(instance.IamInstanceProfile?.Arn ? { profileArn: instance.IamInstanceProfile.Arn } : {}),
  securityGroupIds: (instance.SecurityGroups ?? []).flatMap(({ GroupId }) => GroupId ?? []),
});

/** All agents that ever spoke to SSM here, by instance id: SSM has no filter by ids that holds for more than a page. */
export async function ssmAgents(ssm: SSMClient): Promise<ReadonlyMap<string, HostSsmAgent>> {
  const all = await askAws('ssm:DescribeInstanceInformation', async () => {
    const pages = await allPages(paginateDescribeInstanceInformation({ client: ssm }, { MaxResults: 50 }));
    return pages.flatMap(({ InstanceInformationList = [] }) => InstanceInformationList);
  });
  return new Map(all.map((one) => [one.InstanceId ?? '', asAgent(one)]));
}

const asAgent = ({ PingStatus = 'ConnectionLost', AgentVersion = '0' }: InstanceInformation): HostSsmAgent => ({
  status: PingStatus,
  version: AgentVersion,
});
