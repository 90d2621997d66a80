import { type IVpc, Vpc } from 'aws-cdk-lib/aws-ec2';
import type { Construct } from 'constructs';
import { requireAccount } from './require-account.ts';

/** @throws Error for a VPC that has too few private subnets for functions and a database */
export function existingVpc(scope: Construct, id: string, vpcId: string): IVpc {
  requireAccount(scope, `vpcId is "${vpcId}"`);
  const vpc = Vpc.fromLookup(scope, id, { vpcId });
  const zones = new Set(vpc.privateSubnets.map(({ availabilityZone }) => availabilityZone));
  if (zones.size < 2) {
    throw new Error(
      `vpcId is "${vpcId}", which has private subnets with egress in ${zones.size} zones: functions and database take two; add a subnet, or leave vpcId out for a VPC of their own`,
    );
  }
  return vpc;
}
