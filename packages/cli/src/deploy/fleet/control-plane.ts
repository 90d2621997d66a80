import { DEPLOYMENT_TAG, securityGroupDescriptions } from '@ares/config/aws';
import { type EC2Client, paginateDescribeSecurityGroups, type SecurityGroup } from '@aws-sdk/client-ec2';
import { allPages } from '../aws/all-pages.ts';
import { askAws } from '../aws/ask-aws.ts';

/** Where the functions of a deployment are, and the groups by which they reach its hosts. */
export interface ControlPlane {
  readonly vpcId: string;
  /** Of the function that reads hosts */
  readonly tick: SecurityGroup & { readonly GroupId: string };
  /** What a host has to bear to be reached */
  readonly hostsGroupId: string;
}

/** @returns undefined where the deployment is not there */
export async function controlPlane(ec2: EC2Client, fleet: string): Promise<ControlPlane | undefined> {
  const { tick: ofTick, hosts: ofHosts } = securityGroupDescriptions;
  const Filters = [
    { Name: `tag:${DEPLOYMENT_TAG}`, Values: [fleet] },
    { Name: 'description', Values: [ofTick, ofHosts] },
  ];
  const groups = await askAws('ec2:DescribeSecurityGroups', async () => {
    const pages = await allPages(paginateDescribeSecurityGroups({ client: ec2 }, { Filters }));
    return pages.flatMap(({ SecurityGroups = [] }) => SecurityGroups);
  });
  const tick = groups.find(({ Description }) => Description === ofTick);
  const hostsGroupId = groups.find(({ Description }) => Description === ofHosts)?.GroupId;
  if (!tick?.GroupId || !tick.VpcId || !hostsGroupId) return undefined;
  return { vpcId: tick.VpcId, tick: { ...tick, GroupId: tick.GroupId }, hostsGroupId };
}
