import type { FleetHosts } from '@ares/adapters/aws/ec2';
import type { HostEntry } from '@ares/config/aws';
import type { Log } from '@ares/core';

/** The hosts that can be looked at; those without a private address are told each time. */
export const reachable = (list: () => Promise<FleetHosts>, log: Log) => async (): Promise<readonly HostEntry[]> => {
  const { hosts, withoutAddress } = await list();
  if (withoutAddress.length > 0) log.warn('dispatch.unreachable', { hostIds: withoutAddress });
  return hosts;
};
