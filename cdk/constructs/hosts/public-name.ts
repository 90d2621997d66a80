import { Aws, CfnCondition, Fn, Stack } from 'aws-cdk-lib';
import type { CfnEIP } from 'aws-cdk-lib/aws-ec2';
import type { Construct } from 'constructs';

/** The DNS name that AWS gives a public address: CloudFront takes names only. */
export function publicName(scope: Construct, { attrPublicIp }: CfnEIP): string {
  const zone = Fn.conditionIf(
    isFirstRegion(Stack.of(scope)).logicalId,
    'compute-1',
    `${Aws.REGION}.compute`,
  ).toString();
  return `ec2-${Fn.join('-', Fn.split('.', attrPublicIp))}.${zone}.amazonaws.com`;
}

/** The oldest region has names of its own; one condition serves every host of a stack. */
function isFirstRegion(stack: Stack): CfnCondition {
  const id = 'IsFirstRegion';
  const expression = Fn.conditionEquals(Aws.REGION, 'us-east-1');
  return (stack.node.tryFindChild(id) as CfnCondition | undefined) ?? new CfnCondition(stack, id, { expression });
}
