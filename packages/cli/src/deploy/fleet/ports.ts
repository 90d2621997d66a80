import { HOST_AGENT_PORT, PROMETHEUS_PORT } from '@ares/config/aws';
import type { IpPermission } from '@aws-sdk/client-ec2';

/** What ARES reads on a host. */
export const ports = [HOST_AGENT_PORT, PROMETHEUS_PORT] as const;

/** Ranges wider than these are nobody's own network. */
const OWN_PREFIX_MIN = { 4: 8, 6: 16 } as const;

export const concerns = ({ IpProtocol, FromPort = 0, ToPort = 65_535 }: IpPermission, port: number): boolean =>
  IpProtocol === '-1' || (IpProtocol === 'tcp' && FromPort <= port && port <= ToPort);

/** Whether rules of a group let a port be used by, or towards, one of some groups. */
export const allowsGroup = (rules: readonly IpPermission[] = [], port: number, groupIds: readonly string[]): boolean =>
  rules.some(
    (rule) =>
      concerns(rule, port) && rule.UserIdGroupPairs?.some(({ GroupId }) => GroupId && groupIds.includes(GroupId)),
  );

/** Ranges of a rule that hold the whole internet, or so much of it that they are meant to. */
export const publicRanges = ({ IpRanges = [], Ipv6Ranges = [] }: IpPermission) => ({
  ipv4: IpRanges.flatMap(({ CidrIp = '' }) => (prefixOf(CidrIp) < OWN_PREFIX_MIN[4] ? [CidrIp] : [])),
  ipv6: Ipv6Ranges.flatMap(({ CidrIpv6 = '' }) => (prefixOf(CidrIpv6) < OWN_PREFIX_MIN[6] ? [CidrIpv6] : [])),
});

const prefixOf = (range: string): number => Number(range.split('/')[1] ?? Number.POSITIVE_INFINITY);
