import { Stack, Validations } from 'aws-cdk-lib';
import type { AutoScalingGroup } from 'aws-cdk-lib/aws-autoscaling';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { AwsCustomResource, AwsCustomResourcePolicy, PhysicalResourceId } from 'aws-cdk-lib/custom-resources';
import { Construct } from 'constructs';

/** What a group would do to a sick host by itself. With ARES a person approves before a host is replaced. */
const SUSPENDED = ['ReplaceUnhealthy', 'AZRebalance'];

interface OneHealerProps {
  readonly group: AutoScalingGroup;
  /** Said beforehand, so that the permission is for this group only. */
  readonly groupName: string;
}

/** Suspends a group's own healing, for which CloudFormation has no property. */
export class OneHealer extends Construct {
  constructor(scope: Construct, id: string, { group, groupName }: OneHealerProps) {
    super(scope, id);
    const call = {
      service: 'AutoScaling',
      action: 'SuspendProcesses',
      parameters: { AutoScalingGroupName: groupName, ScalingProcesses: SUSPENDED },
      physicalResourceId: PhysicalResourceId.of(`${groupName}-one-healer`),
    };
    const arn = Stack.of(this).formatArn({
      service: 'autoscaling',
      resource: `autoScalingGroup:*:autoScalingGroupName/${groupName}`,
    });
    const statement = new PolicyStatement({ actions: ['autoscaling:SuspendProcesses'], resources: [arn] });
    const suspend = new AwsCustomResource(this, 'Suspend', {
      onCreate: call,
      onUpdate: call,
      installLatestAwsSdk: false,
      policy: AwsCustomResourcePolicy.fromStatements([statement]),
    });
    suspend.node.addDependency(group);
    acceptFrameworkFunction(this);
  }
}

/** The function behind every AwsCustomResource of a stack, by the id that the library gives it. */
function acceptFrameworkFunction(scope: Construct): void {
  const framework = Stack.of(scope).node.findChild('AWS679f53fac002430cb0da5b7982bd2287');
  for (const accepted of acceptedFindings) Validations.of(framework).acknowledge(accepted);
}

const reason = 'The library’s own function; it runs for a deployment, which fails visibly when it does.';
const acceptedFindings = [
  'AwsSolutions-IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole]',
  'Serverless-LambdaDefaultMemorySize',
  'Serverless-LambdaDLQ',
  'Serverless-LambdaTracing',
].map((id) => ({ id, reason }));
