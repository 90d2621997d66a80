import { Duration } from 'aws-cdk-lib';
import { ComparisonOperator } from 'aws-cdk-lib/aws-cloudwatch';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import type { FunctionName } from '../functions/function-sizes.ts';
import type { AlarmSpec } from './alarm-spec.ts';

interface Rhythm {
  readonly period: Duration;
  readonly periods: number;
  /** One failure may be chance and is tried again; failures in so many periods are not. */
  readonly ofPeriods: number;
}

const always: Rhythm = { period: Duration.minutes(1), periods: 5, ofPeriods: 3 };
/** A message that failed comes back after its queue's visibility timeout, minutes later. */
const byMessages: Rhythm = { period: Duration.minutes(5), periods: 3, ofPeriods: 2 };
const hourly: Rhythm = { period: Duration.hours(1), periods: 1, ofPeriods: 1 };

/** Functions that run for as long as ARES does. */
type RunningFunction = Exclude<FunctionName, 'migrator' | 'document-pin'>;

const rhythms: Readonly<Record<RunningFunction, Rhythm>> = {
  dispatch: always,
  tick: always,
  heal: byMessages,
  notify: byMessages,
  api: byMessages,
  train: hourly,
};

/** Errors and throttles of each function, in the rhythm in which it would have them. */
export const functionAlarms = (functions: Readonly<Partial<Record<RunningFunction, IFunction>>>): AlarmSpec[] =>
  Object.entries(functions).flatMap(([name, target]) => {
    const { period, ...rhythm } = rhythms[name as RunningFunction];
    const row = { ...rhythm, comparison: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD, threshold: 1 };
    return [
      {
        ...row,
        subject: `${name} has errors`,
        about: `The function ${name} fails, and not by chance. Its log has the reason.`,
        metric: target.metricErrors({ period }),
      },
      {
        ...row,
        subject: `${name} is throttled`,
        about: `Lambda turned invocations of ${name} away: the account’s concurrency is spent; have the quota raised.`,
        metric: target.metricThrottles({ period }),
      },
    ];
  });
