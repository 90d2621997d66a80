import { type IVpc, SecurityGroup, Vpc } from 'aws-cdk-lib/aws-ec2';
import type { Construct } from 'constructs';
import { Database } from '../constructs/database/database.ts';
import type { FunctionNetwork } from '../constructs/functions/ares-function.ts';

/** A network and a database, for tests of what stands before them. */
export function controlPlaneParts(stack: Construct): {
  readonly vpc: IVpc;
  readonly network: FunctionNetwork;
  readonly database: Database;
} {
  const vpc = new Vpc(stack, 'Vpc', { natGateways: 0, restrictDefaultSecurityGroup: false });
  const privateSubnets = { subnets: vpc.isolatedSubnets };
  const securityGroup = new SecurityGroup(stack, 'Group', { vpc, description: 'test', allowAllOutbound: false });
  const database = new Database(stack, 'Database', {
    ...{ vpc, privateSubnets, securityGroup },
    size: 't4g.micro',
    multiAz: false,
  });
  return { vpc, network: { vpc, privateSubnets, dualStack: true, securityGroup }, database };
}
