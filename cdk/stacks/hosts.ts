import { CfnOutput, Stack, type StackProps } from 'aws-cdk-lib';
import type { IRepository } from 'aws-cdk-lib/aws-ecr';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import type { AresContext } from '../config/context.ts';
import { Cell } from '../constructs/hosts/cell.ts';
import { composePluginStatements } from '../constructs/hosts/compose-plugin-of.ts';
import { HostPolicy } from '../constructs/hosts/host-policy.ts';
import { readImages } from '../constructs/hosts/images-file.ts';
import { Release } from '../constructs/hosts/release.ts';
import { storefrontEntry } from '../constructs/hosts/storefront-entry.ts';
import { takeOverStatements } from '../constructs/hosts/take-over-statements.ts';
import type { NetworkOutputs } from './network.ts';

interface HostsStackProps extends StackProps {
  readonly context: AresContext;
  readonly network: NetworkOutputs;
  readonly repositories: readonly IRepository[];
  /** Path of the file with the digests of the images */
  readonly images: string;
}

/** What hosts run and may do; with the shop, the hosts themselves. */
export class HostsStack extends Stack {
  constructor(scope: Construct, id: string, { context, network, repositories, images, ...props }: HostsStackProps) {
    super(scope, id, props);
    const { fleet, shop } = context;
    const release = new Release(this, 'Release', { fleet, shop, images: readImages(images) });
    const policy = new HostPolicy(this, 'HostPolicy', {
      policyName: `Ares-${fleet}-Host-${this.region}`,
      repositories,
      release: release.parameter,
      bundle: { bucket: release.bundle.bucket, objectKey: release.bundle.s3ObjectKey },
    });
    new CfnOutput(this, 'HostPolicyArn', {
      value: policy.managedPolicyArn,
      description: 'For roles of your own hosts',
    });
    if (shop) this.addCells(context, network, policy);
  }

  private addCells(context: AresContext, { vpc, hostSubnets, hostSecurityGroup }: NetworkOutputs, policy: HostPolicy) {
    const role = new Role(this, 'HostRole', {
      assumedBy: new ServicePrincipal('ec2.amazonaws.com'),
      managedPolicies: [policy],
      description: 'Hosts of the shop',
    });
    const statements = [...takeOverStatements(this, context.fleetTag), ...composePluginStatements(this, context)];
    for (const statement of statements) role.addToPolicy(statement);
    const isPublic = context.hostNetwork === 'public';
    const entry = isPublic ? [storefrontEntry(this, 'StorefrontEntry', vpc, context.cloudFrontPrefixList)] : [];
    const { subnets } = vpc.selectSubnets(hostSubnets);
    for (let number = 1; number <= context.hosts; number += 1) {
      const subnet = subnets[(number - 1) % subnets.length];
      if (!subnet)
        throw new Error(`${context.vpcId} has no ${context.hostNetwork} subnets: give another vpcId or hostNetwork`);
      const name = `Ares-${context.fleet}-Host${number}`;
      const securityGroups = [hostSecurityGroup, ...entry];
      const cell = new Cell(this, `Host${number}`, { context, name, vpc, subnet, securityGroups, role });
      if (cell.storefront) new CfnOutput(this, `Shop${number}`, { value: cell.storefront.url });
    }
  }
}
