import { ArnFormat, Stack } from 'aws-cdk-lib';
import { Effect, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { ILogGroup } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';

interface FunctionRoleProps {
  readonly description: string;
  readonly logGroup: ILogGroup;
  readonly inVpc: boolean;
}

/** Network interfaces have no ARN before they exist, so that Lambda needs these for every resource. */
const interfaceActions = [
  'ec2:AssignPrivateIpAddresses',
  'ec2:CreateNetworkInterface',
  'ec2:DeleteNetworkInterface',
  'ec2:DescribeNetworkInterfaces',
  'ec2:DescribeSubnets',
  'ec2:UnassignPrivateIpAddresses',
];

/** A role that may write its own log, and in a VPC be attached to it; AWS's managed policies reach every log group. */
export class FunctionRole extends Role {
  constructor(scope: Construct, id: string, { description, logGroup, inVpc }: FunctionRoleProps) {
    super(scope, id, { assumedBy: new ServicePrincipal('lambda.amazonaws.com'), description });
    const actions = ['logs:CreateLogStream', 'logs:PutLogEvents'];
    this.addToPolicy(new PolicyStatement({ actions, resources: [logGroup.logGroupArn] }));
    if (inVpc) this.allowInterfaces();
  }

  private allowInterfaces(): void {
    const interfaces = { actions: interfaceActions, resources: ['*'] };
    this.addToPolicy(new PolicyStatement(interfaces));
    // Lambda attaches the function; the function's own code, which has this key in its calls, may not.
    const ownCode = { ArnLike: { 'lambda:SourceFunctionArn': functionsOfAccount(this) } };
    this.addToPolicy(new PolicyStatement({ ...interfaces, effect: Effect.DENY, conditions: ownCode }));
  }
}

function functionsOfAccount(scope: Construct): string {
  const arnFormat = ArnFormat.COLON_RESOURCE_NAME;
  return Stack.of(scope).formatArn({ service: 'lambda', resource: 'function', resourceName: '*', arnFormat });
}
