import { Fn } from 'aws-cdk-lib';
import {
  FlowLogDestination,
  GatewayVpcEndpointAwsService,
  IpAddresses,
  IpProtocol,
  type IVpc,
  SubnetType,
  Vpc,
} from 'aws-cdk-lib/aws-ec2';
import type { Construct } from 'constructs';
import { logGroup } from './log-group.ts';

/** Names of the subnet groups. */
export const HOST_SUBNETS = 'hosts';
export const PRIVATE_SUBNETS = 'private';

/**
 * Two zones, dual stack. Private subnets reach AWS over IPv6 through an egress-only gateway, and S3 through a gateway
 * endpoint: both are free, a NAT gateway is not.
 */
export function fleetVpc(scope: Construct, id: string, logRetentionDays: number): IVpc {
  const vpc = new Vpc(scope, id, {
    ipAddresses: IpAddresses.cidr('10.20.0.0/16'),
    ipProtocol: IpProtocol.DUAL_STACK,
    // Said here, so that neither synth nor the templates depend on a look-up in an account.
    availabilityZones: [Fn.select(0, Fn.getAzs()), Fn.select(1, Fn.getAzs())],
    natGateways: 0,
    subnetConfiguration: [
      { name: HOST_SUBNETS, subnetType: SubnetType.PUBLIC, cidrMask: 22, mapPublicIpOnLaunch: true },
      { name: PRIVATE_SUBNETS, subnetType: SubnetType.PRIVATE_WITH_EGRESS, cidrMask: 20 },
    ],
    gatewayEndpoints: { S3: { service: GatewayVpcEndpointAwsService.S3 } },
    restrictDefaultSecurityGroup: false,
    flowLogs: {
      Rejected: { destination: FlowLogDestination.toCloudWatchLogs(logGroup(scope, 'FlowLogs', logRetentionDays)) },
    },
  });
  // The library's own types do not stand `exactOptionalPropertyTypes`.
  return vpc as IVpc;
}
