import { Validations } from 'aws-cdk-lib';
import {
  InterfaceVpcEndpointAwsService,
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

/** What functions and hosts call, for a VPC without another way to AWS. S3 has its gateway endpoint. */
export function addInterfaceEndpoints(scope: Construct, vpc: IVpc, subnets: SubnetSelection): void {
  const description = 'Endpoints of AWS services in the VPC';
  const group = new SecurityGroup(scope, 'Endpoints', { vpc, description, allowAllOutbound: false });
  // Their names lead the whole VPC here, so that the whole VPC must be let in.
  group.addIngressRule(Peer.ipv4(vpc.vpcCidrBlock), Port.HTTPS, 'from within the VPC');
  Validations.of(group).acknowledge({
    id: 'AwsSolutions-EC23',
    reason: 'The rule cannot read a range that is known at deployment only: it is that of the VPC.',
  });
  for (const [id, service] of Object.entries(services)) {
    vpc.addInterfaceEndpoint(id, { service, subnets, open: false, securityGroups: [group] });
  }
}
