import { DescribeSecurityGroupsCommand, type EC2Client, type IpPermission } from '@aws-sdk/client-ec2';
import { askAws } from '../aws/ask-aws.ts';
import type { FleetHost } from './fleet-hosts.ts';

/** Which ports of each host a security group lets in at all, from wherever. */
export async function openPorts(
  ec2: EC2Client,
  hosts: readonly FleetHost[],
  ports: readonly number[],
): Promise<Map<string, readonly number[]>> {
  const GroupIds = [...new Set(hosts.flatMap(({ securityGroupIds }) => securityGroupIds))];
  if (GroupIds.length === 0) return new Map();
  const command = new DescribeSecurityGroupsCommand({ GroupIds });
  const { SecurityGroups = [] } = await askAws('ec2:DescribeSecurityGroups', () => ec2.send(command));
  const rules = new Map(SecurityGroups.map(({ GroupId = '', IpPermissions = [] }) => [GroupId, IpPermissions]));
  return new Map(
    hosts.map(({ hostId, securityGroupIds }) => {
      const own = securityGroupIds.flatMap((id) => rules.get(id) ?? []);
      return [hostId, ports.filter((port) => own.some((rule) => letsIn(rule, port)))];
    }),
  );
}

const letsIn = ({ IpProtocol, FromPort = 0, ToPort = 65_535 }: IpPermission, port: number): boolean =>
  IpProtocol === '-1' || (IpProtocol === 'tcp' && FromPort <= port && port <= ToPort);
