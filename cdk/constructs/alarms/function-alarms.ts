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
type RunningFunction = Exclude<FunctionName, 'migrator' | 'document-pin' | 'origin-secret'>;

const rhythms: Readonly<Record<RunningFunction, Rhythm>> = {
  dispatch: always,
  tick: always,
  heal: byMessages,
  notify: byMessages,
  api: byMessages,
  train: hourly,
};

/**
 * Whose throttling nothing else tells in time. Messages for `heal` and `notify` then pile up, and an hour of `train`
 * becomes a dead letter of events: those are alarms already.
 */
const throttled: readonly string[] = ['dispatch', 'tick', 'api'] satisfies readonly RunningFunction[];

const anyOf = { comparison: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD, threshold: 1 };

/** Errors and throttles of each function, in the rhythm in which it would have them. */
export const functionAlarms = (functions: Readonly<Partial<Record<RunningFunction, IFunction>>>): AlarmSpec[] =>
  Object.entries(functions).flatMap(([name, target]) => {
    const { period, ...rhythm } = rhythms[name as RunningFunction];
    const row = { ...rhythm, ...anyOf };
    const errors = {
      ...row,
      subject: `${name} has errors`,
      about: `${name} fails as a whole, and not by chance: it throws, or its time or memory is over. Its log has the reason.`,
      metric: target.metricErrors({ period }),
    };
    const throttles = {
      ...row,
      subject: `${name} is throttled`,
      about: `Lambda turned invocations of ${name} away: ${spent(name)}; have the quota raised.`,
      metric: target.metricThrottles({ period }),
    };
    return throttled.includes(name) ? [errors, throttles] : [errors];
  });

/** What is reserved for the API, where the account allows it, is what it has at most. */
const spent = (name: string): string =>
  name === 'api'
    ? 'more is asked at once than the executions reserved for it (the gateway’s access log has who asked), or the account’s concurrency is spent'
    : 'the account’s concurrency is spent';

/** It rings from a failure until a day has passed without one: the next run is a day later. */
export const pruneAlarm = (migrator: IFunction): AlarmSpec => ({
  ...anyOf,
  subject: 'the store is not pruned',
  about:
    'The daily pruning (or the migration of a deployment) failed: what is older than 90 days stays, and the store grows ' +
    'until it is full. The log of migrator has the reason; the next try is a day after the last.',
  metric: migrator.metricErrors({ period: Duration.days(1) }),
});
