import { Stack } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import type { AresContext } from '../../config/context.ts';
import { originParameterName } from '../../hosts/index.ts';
import { allow } from '../functions/allow.ts';
import { answerOf } from '../functions/answer.ts';
import { AresFunction } from '../functions/ares-function.ts';

/** The header by which hosts know their own distribution; the configuration of the reverse proxy has it too. */
export const ORIGIN_HEADER = 'X-Origin-Secret';

/**
 * What CloudFront shows to the hosts, made by a function during the deployment and kept in an encrypted parameter, which
 * costs nothing: docs/adr/0027-a-host-knows-its-own-distribution.md.
 */
export class OriginSecret extends Construct {
  /** Known to CloudFormation alone; no template has it. */
  readonly value: string;
  readonly parameterName: string;
  private readonly parameterArn: string;

  constructor(scope: Construct, id: string, { fleet, originSecretRotation, logRetentionDays }: AresContext) {
    super(scope, id);
    this.parameterName = originParameterName(fleet);
    const parameter = { service: 'ssm', resource: 'parameter', resourceName: this.parameterName.slice(1) };
    this.parameterArn = Stack.of(this).formatArn(parameter);
    const handler = new AresFunction(this, 'Maker', { name: 'origin-secret', logRetentionDays, environment: {} });
    allow(handler, 'ssm:GetParameter', this.parameterArn);
    allow(handler, 'ssm:PutParameter', this.parameterArn);
    allow(handler, 'ssm:DeleteParameter', this.parameterArn);
    const properties = { ParameterName: this.parameterName, Rotation: originSecretRotation };
    this.value = answerOf(this, 'OriginSecret', { handler, logRetentionDays, properties }).getAttString('Value');
  }

  /** For the hosts: AWS's own key of SSM decrypts for whoever may read the parameter. */
  readStatement(): PolicyStatement {
    return new PolicyStatement({
      sid: 'KnowDistribution',
      actions: ['ssm:GetParameter'],
      resources: [this.parameterArn],
    });
  }
}
