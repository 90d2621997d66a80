import { FLEET_TAG } from '@ares/config/aws';
import { Aws, Duration, RemovalPolicy, Size, Tags, Validations } from 'aws-cdk-lib';
import { AutoScalingGroup, HealthChecks } from 'aws-cdk-lib/aws-autoscaling';
import { CfnEIP, EbsDeviceVolumeType, type ISecurityGroup, type ISubnet, type IVpc, Volume } from 'aws-cdk-lib/aws-ec2';
import type { Role } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import type { AresContext } from '../../config/context.ts';
import { DATA_DEVICE, firstBootUnit, hostUserData } from '../../hosts/index.ts';
import { composePluginOf } from './compose-plugin-of.ts';
import { cellScript } from './first-boot/cell-script.ts';
import { hostTemplate } from './host-template.ts';
import { isOverIpv6 } from './is-over-ipv6.ts';
import { OneHealer } from './one-healer.ts';
import type { OriginSecret } from './origin-secret.ts';
import { publicName } from './public-name.ts';
import { Storefront } from './storefront.ts';

interface CellProps {
  readonly context: AresContext;
  readonly name: string;
  readonly vpc: IVpc;
  /** In the zone of which the cell's data is */
  readonly subnet: ISubnet;
  readonly securityGroups: readonly ISecurityGroup[];
  readonly role: Role;
  /** Of public hosts */
  readonly originSecret?: OriginSecret | undefined;
}

/** One host with a whole shop on it. Its volume and address outlive the instance; the next one takes them over. */
export class Cell extends Construct {
  /** Absent for hosts without a public address */
  readonly storefront?: Storefront;
  readonly volume: Volume;
  readonly address?: CfnEIP;

  constructor(scope: Construct, id: string, props: CellProps) {
    super(scope, id);
    const { context, name, subnet, originSecret } = props;
    this.volume = this.dataVolume(context.dataVolumeGiB, subnet.availabilityZone);
    if (originSecret) {
      this.address = new CfnEIP(this, 'Address', { domain: 'vpc' });
      const comment = `Shop of ${name}`;
      const origin = { originName: publicName(this, this.address), originSecret: originSecret.value };
      this.storefront = new Storefront(this, 'Storefront', { ...origin, comment });
    }
    const group = this.group(props);
    new OneHealer(this, 'OneHealer', { group, groupName: name });
    Tags.of(this).add(FLEET_TAG, context.fleetTag);
    Tags.of(this).add('Name', name);
  }

  private dataVolume(gibibytes: number, availabilityZone: string): Volume {
    return new Volume(this, 'Data', {
      availabilityZone,
      size: Size.gibibytes(gibibytes),
      encrypted: true,
      volumeType: EbsDeviceVolumeType.GP3,
      removalPolicy: RemovalPolicy.RETAIN,
    });
  }

  private group({ context, name, vpc, subnet, securityGroups, role, originSecret }: CellProps): AutoScalingGroup {
    const userData = this.userData(context, originSecret?.parameterName);
    const { instanceType, hostNetwork } = context;
    const host = { instanceType, isPublic: hostNetwork === 'public', role, securityGroups, userData };
    const group = new AutoScalingGroup(this, 'Group', {
      autoScalingGroupName: name,
      vpc,
      vpcSubnets: { subnets: [subnet] },
      launchTemplate: hostTemplate(this, 'Template', host),
      minCapacity: 1,
      maxCapacity: 1,
      cooldown: Duration.minutes(5),
      healthChecks: HealthChecks.ec2({ gracePeriod: Duration.minutes(10) }),
    });
    // Not only its policies by reference: the role's own ones too.
    group.node.addDependency(role);
    const reason = 'ARES itself tells when a host is gone; a group of one scales never.';
    Validations.of(group).acknowledge({ id: 'AwsSolutions-AS3', reason });
    return group;
  }

  private userData(context: AresContext, originParameter?: string): string {
    const { fleet, fleetTag, chaos } = context;
    const region = Aws.REGION;
    const dualStack = isOverIpv6(context);
    const cell = { volumeId: this.volume.volumeId, addressAllocationId: this.address?.attrAllocationId };
    const host = { fleet, fleetTag, chaos, region, dualStack, originParameter, ...composePluginOf(context) };
    return firstBootUnit(cellScript({ ...cell, region, dualStack, device: DATA_DEVICE }, hostUserData(host)));
  }
}
