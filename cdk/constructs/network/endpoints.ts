import { InterfaceVpcEndpointAwsService, type IVpc, type SubnetSelection } from 'aws-cdk-lib/aws-ec2';

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
export function addInterfaceEndpoints(vpc: IVpc, subnets: SubnetSelection): void {
  for (const [id, service] of Object.entries(services)) vpc.addInterfaceEndpoint(id, { service, subnets });
}
