import { Duration } from 'aws-cdk-lib';
import { ComparisonOperator } from 'aws-cdk-lib/aws-cloudwatch';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import type { AlarmSpec } from './alarm-spec.ts';

const period = Duration.minutes(1);
const comparison = ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD;

/** Of each function: one error may be chance and is tried again, errors in most minutes are not. */
export const functionAlarms = (functions: Readonly<Record<string, IFunction>>): readonly AlarmSpec[] =>
  Object.entries(functions).flatMap(([name, target]) => [
    {
      subject: `${name} has errors`,
      about: `The function ${name} failed in most of the last minutes. Its log has the reason.`,
      metric: target.metricErrors({ period }),
      comparison,
      threshold: 1,
      periods: 5,
      ofPeriods: 3,
    },
    {
      subject: `${name} is throttled`,
      about: `Lambda turned invocations of ${name} away: the account’s concurrency is spent; have the quota raised.`,
      metric: target.metricThrottles({ period }),
      comparison,
      threshold: 1,
      periods: 5,
      ofPeriods: 3,
    },
  ]);
