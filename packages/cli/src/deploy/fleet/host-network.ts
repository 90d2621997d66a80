import type { SecurityGroup } from '@aws-sdk/client-ec2';
import type { ControlPlane } from './control-plane.ts';
import type { FleetHost } from './fleet-hosts.ts';
import type { Finding } from './host-checks.ts';
import { allowsGroup, ports } from './ports.ts';

/**
 * What keeps the functions from reaching a host.
 * @param groups of all hosts; undefined where nobody may ask
 */
export function hostNetwork(
  host: FleetHost,
  groups: readonly SecurityGroup[] | undefined,
  place: ControlPlane,
): Finding[] {
  if (host.vpcId !== place.vpcId) return [elsewhere(host, place)];
  if (!host.address) return [{ what: 'it has no private IPv4 address', remedy: 'put it into a subnet that gives one' }];
  if (!groups || host.securityGroupIds.includes(place.hostsGroupId)) return [];
  const shut = ports.filter((port) => !isReached(port, host, groups, place));
  return shut.length > 0 ? [unreached(host, shut, place)] : [];
}

/** By groups of its team: both ends have to allow it. */
function isReached(
  port: number,
  { securityGroupIds }: FleetHost,
  groups: readonly SecurityGroup[],
  { tick }: ControlPlane,
) {
  const own = groups.filter(({ GroupId = '' }) => securityGroupIds.includes(GroupId));
  return (
    own.some(({ IpPermissions }) => allowsGroup(IpPermissions, port, [tick.GroupId])) &&
    allowsGroup(tick.IpPermissionsEgress, port, securityGroupIds)
  );
}

const unreached = (
  { hostId, securityGroupIds: own }: FleetHost,
  shut: readonly number[],
  place: ControlPlane,
): Finding => ({
  what: `${own.join(', ') || 'no security group'} does not let ${place.tick.GroupId}, the group of \`tick\`, in at port ${shut.join(' and ')}`,
  remedy: `aws ec2 modify-instance-attribute --instance-id ${hostId} --groups ${[...own, place.hostsGroupId].join(' ')}`,
});

const elsewhere = ({ vpcId }: FleetHost, place: ControlPlane): Finding => ({
  what: `is in ${vpcId}, but ARES is in ${place.vpcId} and cannot reach it`,
  remedy: `deploy a fleet of its own there, with a tag of its own: npx ares deploy -c fleet=NAME -c fleetTag=NAME -c shop=false -c vpcId=${vpcId}`,
});
