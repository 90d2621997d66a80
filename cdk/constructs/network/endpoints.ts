import { Validations } from 'aws-cdk-lib';
import {
  GatewayVpcEndpointAwsService,
  InterfaceVpcEndpointAwsService,
  type ISecurityGroup,
  type IVpc,
  Peer,
  Port,
  SecurityGroup,
  type SubnetSelection,
} from 'aws-cdk-lib/aws-ec2';
import type { Construct } from 'constructs';

const services = {
  Sqs: InterfaceVpcEndpointAwsService.SQS,
  Ssm: InterfaceVpcEndpointAwsService.SSM,
  SsmMessages: InterfaceVpcEndpointAwsService.SSM_MESSAGES,
  Secrets: InterfaceVpcEndpointAwsService.SECRETS_MANAGER,
  Events: InterfaceVpcEndpointAwsService.EVENTBRIDGE,
  Ecr: InterfaceVpcEndpointAwsService.ECR,
  EcrDocker: InterfaceVpcEndpointAwsService.ECR_DOCKER,
};

interface EndpointsProps {
  readonly vpc: IVpc;
  readonly subnets: SubnetSelection;
  /** Who calls, also from a range of the VPC that its look-up does not tell */
  readonly clients: readonly ISecurityGroup[];
  /** Whether S3 has its gateway endpoint in the VPC already */
  readonly hasS3: boolean;
  /** Whether hosts take over their volume from these subnets */
  readonly forHosts: boolean;
}

/** What functions and hosts call, for a VPC without another way to AWS. */
export function addEndpoints(scope: Construct, { vpc, subnets, clients, hasS3, forHosts }: EndpointsProps): void {
  const securityGroups = [endpointsGroup(scope, vpc, clients)];
  const called = forHosts ? { ...services, Ec2: InterfaceVpcEndpointAwsService.EC2 } : services;
  for (const [id, service] of Object.entries(called)) {
    vpc.addInterfaceEndpoint(id, { service, subnets, open: false, securityGroups });
  }
  if (!hasS3) vpc.addGatewayEndpoint('S3', { service: GatewayVpcEndpointAwsService.S3, subnets: [subnets] });
}

function endpointsGroup(scope: Construct, vpc: IVpc, clients: readonly ISecurityGroup[]): SecurityGroup {
  const description = 'Endpoints of AWS services in the VPC';
  const group = new SecurityGroup(scope, 'Endpoints', { vpc, description, allowAllOutbound: false });
  // Their names lead the whole VPC here, so that the whole VPC must be let in.
  group.addIngressRule(Peer.ipv4(vpc.vpcCidrBlock), Port.HTTPS, 'from within the VPC');
  for (const client of clients) group.addIngressRule(client, Port.HTTPS, 'functions and hosts');
  Validations.of(group).acknowledge({
    id: 'AwsSolutions-EC23',
    reason: 'The rule cannot read a range that is known at deployment only: it is that of the VPC.',
  });
  return group;
}
