import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { EC2Client } from '@aws-sdk/client-ec2';
import { ECRClient } from '@aws-sdk/client-ecr';
import { IAMClient } from '@aws-sdk/client-iam';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { ServiceQuotasClient } from '@aws-sdk/client-service-quotas';
import { SSMClient } from '@aws-sdk/client-ssm';
import { STSClient } from '@aws-sdk/client-sts';

/** Everything is read from where the AWS CLI reads it: variables, profile, region. */
export const awsClients = () => {
  const options = { retryMode: 'adaptive', maxAttempts: 4 };
  return {
    cloudformation: new CloudFormationClient(options),
    cloudwatch: new CloudWatchClient(options),
    ec2: new EC2Client(options),
    ecr: new ECRClient(options),
    iam: new IAMClient(options),
    lambda: new LambdaClient(options),
    quotas: new ServiceQuotasClient(options),
    ssm: new SSMClient(options),
    sts: new STSClient(options),
  };
};

export type AwsClients = ReturnType<typeof awsClients>;
