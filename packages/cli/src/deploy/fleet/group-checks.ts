import {
  DescribeSecurityGroupsCommand,
  type EC2Client,
  type IpPermission,
  type SecurityGroup,
} from '@aws-sdk/client-ec2';
import type { Check } from '../../doctor/check.ts';
import { askAws } from '../aws/ask-aws.ts';
import type { ControlPlane } from './control-plane.ts';
import type { FleetHost } from './fleet-hosts.ts';
import { allowsGroup, concerns, ports, publicRanges } from './ports.ts';

/** The security groups that some hosts bear. */
export async function groupsOf(ec2: EC2Client, hosts: readonly FleetHost[]): Promise<readonly SecurityGroup[]> {
  const GroupIds = [...new Set(hosts.flatMap(({ securityGroupIds }) => securityGroupIds))].toSorted();
  if (GroupIds.length === 0) return [];
  const command = new DescribeSecurityGroupsCommand({ GroupIds });
  return (await askAws('ec2:DescribeSecurityGroups', () => ec2.send(command))).SecurityGroups ?? [];
}

/** Groups that let everybody in at a port of ARES, and what was taken away from ARES's own. */
export function groupChecks(groups: readonly SecurityGroup[], place: ControlPlane | undefined): readonly Check[] {
  const open = groups.flatMap(({ GroupId = '', IpPermissions = [] }) =>
    IpPermissions.flatMap((rule) => openCheck(GroupId, rule)),
  );
  const own = groups.find(({ GroupId }) => GroupId === place?.hostsGroupId);
  return own && place ? [...open, ...ports.flatMap((port) => ownChecks(port, own, place))] : open;
}

function openCheck(groupId: string, rule: IpPermission): Check[] {
  const { ipv4, ipv6 } = publicRanges(rule);
  const at = ports.filter((port) => concerns(rule, port));
  if (at.length === 0 || ipv4.length + ipv6.length === 0) return [];
  const found = `lets ${[...ipv4, ...ipv6].join(' and ')} in at port ${at.join(' and ')}, where only ARES should be`;
  const remedy = `aws ec2 revoke-security-group-ingress --group-id ${groupId} --ip-permissions '${asPermission(rule, ipv4, ipv6)}', then let in again who needs the other ports of that rule`;
  return [failed(groupId, found, remedy)];
}

/** The rule as it is, but only its open ranges. */
function asPermission({ IpProtocol, FromPort, ToPort }: IpPermission, ipv4: string[], ipv6: string[]): string {
  const span = IpProtocol === '-1' ? {} : { FromPort, ToPort };
  const IpRanges = ipv4.map((CidrIp) => ({ CidrIp }));
  const Ipv6Ranges = ipv6.map((CidrIpv6) => ({ CidrIpv6 }));
  const ranges = { ...(ipv4.length > 0 ? { IpRanges } : {}), ...(ipv6.length > 0 ? { Ipv6Ranges } : {}) };
  return JSON.stringify([{ IpProtocol, ...span, ...ranges }]);
}

function ownChecks(port: number, { IpPermissions }: SecurityGroup, { tick, hostsGroupId }: ControlPlane): Check[] {
  const rule = `--protocol tcp --port ${port} --source-group`;
  const way = JSON.stringify([
    { IpProtocol: 'tcp', FromPort: port, ToPort: port, UserIdGroupPairs: [{ GroupId: hostsGroupId }] },
  ]);
  const isIn = allowsGroup(IpPermissions, port, [tick.GroupId]);
  const isOut = allowsGroup(tick.IpPermissionsEgress, port, [hostsGroupId]);
  return [
    ...(isIn
      ? []
      : [
          failed(
            hostsGroupId,
            `does not let ${tick.GroupId}, the group of \`tick\`, in at port ${port}`,
            `aws ec2 authorize-security-group-ingress --group-id ${hostsGroupId} ${rule} ${tick.GroupId}`,
          ),
        ]),
    ...(isOut
      ? []
      : [
          failed(
            tick.GroupId,
            `the group of \`tick\` does not let it out to ${hostsGroupId} at port ${port}`,
            `aws ec2 authorize-security-group-egress --group-id ${tick.GroupId} --ip-permissions '${way}'`,
          ),
        ]),
  ];
}

const failed = (name: string, found: string, remedy: string): Check => ({ name, state: 'failed', found, remedy });
