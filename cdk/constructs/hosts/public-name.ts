import { Aws, CfnCondition, Fn } from 'aws-cdk-lib';
import type { CfnEIP } from 'aws-cdk-lib/aws-ec2';
import type { Construct } from 'constructs';

/** The DNS name that AWS gives a public address: CloudFront takes names only. */
export function publicName(scope: Construct, { attrPublicIp }: CfnEIP): string {
  const isFirstRegion = new CfnCondition(scope, 'IsFirstRegion', {
    expression: Fn.conditionEquals(Aws.REGION, 'us-east-1'),
  });
  const zone = Fn.conditionIf(isFirstRegion.logicalId, 'compute-1', `${Aws.REGION}.compute`).toString();
  return `ec2-${Fn.join('-', Fn.split('.', attrPublicIp))}.${zone}.amazonaws.com`;
}
