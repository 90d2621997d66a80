import { FLEET_TAG, type HostEntry } from '@ares/config/aws';
import { type EC2Client, paginateDescribeInstances } from '@aws-sdk/client-ec2';

export interface FleetHosts {
  readonly hosts: readonly HostEntry[];
  /** Running instances that nobody can reach for want of a private address: not looked after, and told. */
  readonly withoutAddress: readonly string[];
}

const PAGE_SIZE = 1_000;

/** The running instances that carry the fleet's tag, by id. */
export async function listHosts(ec2: EC2Client, fleet: string): Promise<FleetHosts> {
  const addresses = new Map<string, string | undefined>();
  const pages = paginateDescribeInstances(
    { client: ec2, pageSize: PAGE_SIZE },
    {
      Filters: [
        { Name: `tag:${FLEET_TAG}`, Values: [fleet] },
        { Name: 'instance-state-name', Values: ['running'] },
      ],
    },
  );
  for await (const { Reservations = [] } of pages) {
    for (const { InstanceId, PrivateIpAddress } of Reservations.flatMap(({ Instances = [] }) => Instances))
      if (InstanceId !== undefined) addresses.set(InstanceId, PrivateIpAddress);
  }
  const entries = [...addresses].sort(([a], [b]) => (a < b ? -1 : 1));
  return {
    hosts: entries.flatMap(([hostId, address]) => (address ? [{ hostId, address }] : [])),
    withoutAddress: entries.flatMap(([hostId, address]) => (address ? [] : [hostId])),
  };
}
