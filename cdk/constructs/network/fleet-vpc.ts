import {
  FlowLogDestination,
  FlowLogTrafficType,
  GatewayVpcEndpointAwsService,
  IpAddresses,
  IpProtocol,
  type IVpc,
  SubnetType,
  Vpc,
} from 'aws-cdk-lib/aws-ec2';
import type { Construct } from 'constructs';
import { logGroup } from './log-group.ts';

/**
 * Two zones, dual stack. Private subnets reach AWS over IPv6 through an egress-only gateway, and S3 through a gateway
 * endpoint: both are free, a NAT gateway is not.
 */
export function fleetVpc(scope: Construct, id: string, logRetentionDays: number): IVpc {
  return new Vpc(scope, id, {
    ipAddresses: IpAddresses.cidr('10.20.0.0/16'),
    ipProtocol: IpProtocol.DUAL_STACK,
    maxAzs: 2,
    natGateways: 0,
    subnetConfiguration: [
      { name: 'hosts', subnetType: SubnetType.PUBLIC, cidrMask: 22 },
      { name: 'private', subnetType: SubnetType.PRIVATE_WITH_EGRESS, cidrMask: 20 },
    ],
    gatewayEndpoints: { S3: { service: GatewayVpcEndpointAwsService.S3 } },
    restrictDefaultSecurityGroup: false,
    flowLogs: {
      // What got through is in the logs of whoever answered it.
      Rejected: {
        trafficType: FlowLogTrafficType.REJECT,
        destination: FlowLogDestination.toCloudWatchLogs(logGroup(scope, 'FlowLogs', logRetentionDays)),
      },
    },
  });
}
