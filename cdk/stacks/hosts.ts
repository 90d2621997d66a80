import { hostPolicyName, readImages } from '@ares/config/aws';
import { CfnOutput, Stack, type StackProps } from 'aws-cdk-lib';
import type { IRepository } from 'aws-cdk-lib/aws-ecr';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import type { AresContext } from '../config/context.ts';
import { Cell } from '../constructs/hosts/cell.ts';
import { composePluginStatements } from '../constructs/hosts/compose-plugin-of.ts';
import { HostPolicy } from '../constructs/hosts/host-policy.ts';
import { isOverIpv6 } from '../constructs/hosts/is-over-ipv6.ts';
import { OriginSecret } from '../constructs/hosts/origin-secret.ts';
import { promotedRepositories } from '../constructs/hosts/promoted-repositories.ts';
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
  constructor(scope: Construct, id: string, { context, network, repositories, ...props }: HostsStackProps) {
    super(scope, id, props);
    const { fleet, shop } = context;
    const images = readImages(props.images);
    const release = new Release(this, 'Release', {
      fleet,
      shop,
      dualStack: isOverIpv6(context),
      images,
    });
    const policy = new HostPolicy(this, 'HostPolicy', {
      policyName: hostPolicyName(fleet, this.region),
      repositories: [
        ...repositories.map(({ repositoryArn }) => repositoryArn),
        ...promotedRepositories(this, fleet, images),
      ],
      release: release.parameter,
      bundle: { bucket: release.bundle.bucket, objectKey: release.bundle.s3ObjectKey },
    });
    new CfnOutput(this, 'HostPolicyArn', {
      value: policy.managedPolicyArn,
      description: 'For roles of your own hosts',
    });
    // A host that boots before its release is named, or its role allowed anything, would find nothing to run.
    if (shop) for (const cell of this.addCells(context, network, policy)) cell.node.addDependency(release, policy);
  }

  private addCells(context: AresContext, network: NetworkOutputs, policy: HostPolicy): Cell[] {
    const { vpc, hostSubnets, hostSecurityGroup } = network;
    const isPublic = context.hostNetwork === 'public';
    const originSecret = isPublic ? new OriginSecret(this, 'OriginSecret', context) : undefined;
    const role = this.hostRole(context, policy, originSecret);
    const entry = isPublic ? [storefrontEntry(this, 'StorefrontEntry', vpc, context.cloudFrontPrefixList)] : [];
    const securityGroups = [hostSecurityGroup, ...entry];
    const { subnets } = vpc.selectSubnets(hostSubnets);
    return Array.from({ length: context.hosts }, (_, index) => {
      const subnet = subnets[index % subnets.length];
      if (!subnet) throw new Error(`vpcId is "${context.vpcId}", which has no ${context.hostNetwork} subnets`);
      const name = `Ares-${context.fleet}-Host${index + 1}`;
      const props = { context, name, vpc, subnet, securityGroups, role, originSecret };
      const cell = new Cell(this, `Host${index + 1}`, props);
      if (originSecret) cell.node.addDependency(originSecret);
      if (cell.storefront) new CfnOutput(this, `Shop${index + 1}`, { value: cell.storefront.url });
      return cell;
    });
  }

  private hostRole(context: AresContext, policy: HostPolicy, originSecret?: OriginSecret): Role {
    const role = new Role(this, 'HostRole', {
      assumedBy: new ServicePrincipal('ec2.amazonaws.com'),
      managedPolicies: [policy],
      description: 'Hosts of the shop',
    });
    const statements = [
      ...takeOverStatements(this, context.fleetTag),
      ...composePluginStatements(this, context),
      ...(originSecret ? [originSecret.readStatement()] : []),
    ];
    for (const statement of statements) role.addToPolicy(statement);
    return role;
  }
}
