import { RemovalPolicy } from 'aws-cdk-lib';
import { LogGroup, type RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';

/** A log group that keeps its lines as long as the context says, and goes with its stack. */
export const logGroup = (scope: Construct, id: string, retentionDays: number): LogGroup =>
  new LogGroup(scope, id, { retention: retentionDays as RetentionDays, removalPolicy: RemovalPolicy.DESTROY });
