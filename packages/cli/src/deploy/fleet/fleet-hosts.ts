import { FLEET_TAG } from '@ares/config/aws';
import { type EC2Client, paginateDescribeInstances } from '@aws-sdk/client-ec2';
import { type InstanceInformation, paginateDescribeInstanceInformation, type SSMClient } from '@aws-sdk/client-ssm';
import { allPages } from '../aws/all-pages.ts';
import { askAws } from '../aws/ask-aws.ts';

/** A running instance of a fleet, as EC2 and SSM know it. */
export interface FleetHost {
  readonly hostId: string;
  /** Private IPv4 */
  readonly address?: string;
  readonly profileArn?: string;
  readonly securityGroupIds: readonly string[];
  /** Absent while the instance never spoke to SSM */
  readonly agent?: { readonly status: string; readonly version: string };
}

/** Running instances with the tag of the fleet, in the order of their ids. */
export async function fleetHosts(ec2: EC2Client, ssm: SSMClient, fleetTag: string): Promise<FleetHost[]> {
  const Filters = [
    { Name: `tag:${FLEET_TAG}`, Values: [fleetTag] },
    { Name: 'instance-state-name', Values: ['running'] },
  ];
  const [instances, agents] = await Promise.all([
    askAws('ec2:DescribeInstances', async () => {
      const pages = await allPages(paginateDescribeInstances({ client: ec2 }, { Filters }));
      return pages.flatMap(({ Reservations = [] }) => Reservations.flatMap(({ Instances = [] }) => Instances));
    }),
    askAws('ssm:DescribeInstanceInformation', () => agentsById(ssm)),
  ]);
  return instances
    .map(({ InstanceId = '', PrivateIpAddress, IamInstanceProfile, SecurityGroups = [] }) => ({
      hostId: InstanceId,
      ...(PrivateIpAddress ? { address: PrivateIpAddress } : {}),
      ...(IamInstanceProfile?.Arn ? { profileArn: IamInstanceProfile.Arn } : {}),
      securityGroupIds: SecurityGroups.flatMap(({ GroupId }) => GroupId ?? []),
      ...agentOf(agents.get(InstanceId)),
    }))
    .toSorted((a, b) => a.hostId.localeCompare(b.hostId));
}

/** All of them: SSM has no filter by ids that holds for more than a page. */
async function agentsById(ssm: SSMClient): Promise<Map<string, InstanceInformation>> {
  const pages = await allPages(paginateDescribeInstanceInformation({ client: ssm }, { MaxResults: 50 }));
  const all = pages.flatMap(({ InstanceInformationList = [] }) => InstanceInformationList);
  return new Map(all.map((one) => [one.InstanceId ?? '', one]));
}

const agentOf = (found: InstanceInformation | undefined): Pick<FleetHost, 'agent'> =>
  found ? { agent: { status: found.PingStatus ?? 'unknown', version: found.AgentVersion ?? '0' } } : {};
