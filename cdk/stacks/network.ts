import { CfnOutput, Fn, Stack, type StackProps, Validations } from 'aws-cdk-lib';
import { type ISecurityGroup, type IVpc, type SubnetSelection, SubnetType } from 'aws-cdk-lib/aws-ec2';
import type { Construct } from 'constructs';
import type { AresContext } from '../config/context.ts';
import { addEndpoints } from '../constructs/network/endpoints.ts';
import { existingVpc } from '../constructs/network/existing-vpc.ts';
import { fleetVpc } from '../constructs/network/fleet-vpc.ts';
import { SecurityGroups } from '../constructs/network/security-groups.ts';

/** What the other stacks put into the network. */
export interface NetworkOutputs {
  readonly vpc: IVpc;
  /** Functions in the VPC, and the database */
  readonly privateSubnets: SubnetSelection;
  readonly hostSubnets: SubnetSelection;
  /** Functions in the VPC take `ipv6AllowedForDualStack` and AWS_USE_DUALSTACK_ENDPOINT from it. */
  readonly dualStack: boolean;
  /** Of `tick` only: it reaches the hosts' agent and Prometheus, the database and AWS. */
  readonly tickSecurityGroup: ISecurityGroup;
  /** Of heal, train, api and the migrator: they reach the database and AWS. */
  readonly functionSecurityGroup: ISecurityGroup;
  /** Lets the two groups above in at 5432, and nobody else. */
  readonly databaseSecurityGroup: ISecurityGroup;
  readonly hostSecurityGroup: ISecurityGroup;
}

interface NetworkStackProps extends StackProps {
  readonly context: AresContext;
}

export class NetworkStack extends Stack implements NetworkOutputs {
  readonly vpc: IVpc;
  readonly privateSubnets: SubnetSelection = { subnetType: SubnetType.PRIVATE_WITH_EGRESS };
  readonly hostSubnets: SubnetSelection;
  readonly dualStack: boolean;
  readonly tickSecurityGroup: ISecurityGroup;
  readonly functionSecurityGroup: ISecurityGroup;
  readonly databaseSecurityGroup: ISecurityGroup;
  readonly hostSecurityGroup: ISecurityGroup;

  private readonly zones: string | undefined;

  /** Those of the context, or the first two of whatever region this is: templates depend on no look-up in an account. */
  override get availabilityZones(): string[] {
    return this.zones?.split(',') ?? [0, 1].map((index) => Fn.select(index, Fn.getAzs()));
  }

  constructor(scope: Construct, id: string, { context, ...props }: NetworkStackProps) {
    super(scope, id, props);
    const { vpcId, hostNetwork, dualStack, interfaceEndpoints, shop, logRetentionDays } = context;
    this.zones = context.zones;
    this.vpc = vpcId ? existingVpc(this, 'Vpc', vpcId) : fleetVpc(this, 'Vpc', logRetentionDays);
    if (this.zones) {
      const reason = 'The context names the zones, because not every one has the instance type.';
      Validations.of(this.vpc).acknowledge({ id: 'CloudFormation-Validate::W3010', reason });
    }
    this.hostSubnets = hostNetwork === 'public' ? { subnetType: SubnetType.PUBLIC } : this.privateSubnets;
    this.dualStack = dualStack;
    const groups = new SecurityGroups(this, 'SecurityGroups', this.vpc);
    this.tickSecurityGroup = groups.tick;
    this.functionSecurityGroup = groups.functions;
    this.databaseSecurityGroup = groups.database;
    this.hostSecurityGroup = groups.hosts;
    if (interfaceEndpoints) {
      const clients = [groups.tick, groups.functions, groups.hosts];
      const forHosts = shop && hostNetwork === 'private';
      const of = { vpc: this.vpc, subnets: this.privateSubnets, clients };
      addEndpoints(this, { ...of, hasS3: vpcId === undefined, forHosts });
    }
    new CfnOutput(this, 'HostSecurityGroupId', {
      value: groups.hosts.securityGroupId,
      description: 'For your own hosts',
    });
  }
}
