import { CustomResource, Stack, Token, Validations } from 'aws-cdk-lib';
import { Provider } from 'aws-cdk-lib/custom-resources';
import type { Construct } from 'constructs';
import { logGroup } from '../network/log-group.ts';
import type { AresFunction } from './ares-function.ts';

interface AnswerProps {
  readonly handler: AresFunction;
  readonly logRetentionDays: number;
  /** The handler is asked again when one of them changes */
  readonly properties: Record<string, unknown>;
}

/** What a function answers during a deployment. The library's framework, which tells CloudFormation, needs no VPC. */
export function answerOf(
  scope: Construct,
  id: string,
  { handler, logRetentionDays, properties }: AnswerProps,
): CustomResource {
  const provider = new Provider(scope, `${id}Provider`, {
    onEventHandler: handler,
    logGroup: logGroup(scope, `${id}ProviderLog`, logRetentionDays),
  });
  acknowledgeFramework(provider);
  return new CustomResource(scope, id, {
    serviceToken: provider.serviceToken,
    resourceType: `Custom::Ares${id}`,
    properties,
  });
}

function acknowledgeFramework(provider: Provider): void {
  const reason = 'The custom resource framework of the CDK, which runs during deployments only';
  const { partition } = Stack.of(provider);
  // Whether the finding names the partition depends on how much of the environment is known.
  const partitions = ['<AWS::Partition>', ...(Token.isUnresolved(partition) ? [] : [partition])];
  const rules = [
    ...partitions.map(
      (name) => `AwsSolutions-IAM4[Policy::arn:${name}:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole]`,
    ),
    'AwsSolutions-L1',
    'Serverless-LambdaTracing',
    'Serverless-LambdaDLQ',
    'Serverless-LambdaAsyncFailureDestination',
    'Serverless-LambdaDefaultMemorySize',
    'Serverless-LambdaLatestVersion',
  ];
  Validations.of(provider).acknowledge(...rules.map((id) => ({ id, reason })));
}
