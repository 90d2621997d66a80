import { Duration } from 'aws-cdk-lib';
import { ComparisonOperator, Metric } from 'aws-cdk-lib/aws-cloudwatch';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import type { ILogGroup } from 'aws-cdk-lib/aws-logs';
import type { Database } from '../database/database.ts';
import type { AlarmSpec } from './alarm-spec.ts';

interface Spenders {
  readonly tick: IFunction & { readonly logGroup: ILogGroup };
  readonly database: Database;
  readonly shards: number;
  /** The most hosts of the fleet */
  readonly hosts: number;
}

const day = Duration.days(1);
const TICKS_A_DAY = 4 * 60 * 24;
const METRICS_PER_CALL = 500;
const READINGS_AN_HOUR = 12;
/** Some seventy times what `npm run bench -- fleet` finds: 1.2 kB a tick. */
const LOG_BYTES_PER_SHARD = 500_000_000;
const comparison = ComparisonOperator.GREATER_THAN_THRESHOLD;

/**
 * What can make the bill grow, by its quantity: estimated charges exist in one region only, and are hours old. The
 * thresholds are a multiple of what the largest fleet of this deployment needs.
 */
export const costAlarms = ({ tick, database, shards, hosts }: Spenders): readonly AlarmSpec[] => [
  {
    subject: 'cost of ticks',
    about: 'Far more ticks a day than slots: something wakes them without end.',
    metric: tick.metricInvocations({ period: day }),
    comparison,
    threshold: 4 * shards * TICKS_A_DAY,
  },
  {
    subject: 'cost of logs',
    about: 'The log of tick grows far beyond its usual size (half a gigabyte a shard and day).',
    metric: new Metric({
      namespace: 'AWS/Logs',
      metricName: 'IncomingBytes',
      dimensionsMap: { LogGroupName: tick.logGroup.logGroupName },
      statistic: 'Sum',
      period: day,
    }),
    comparison,
    threshold: LOG_BYTES_PER_SHARD * shards,
  },
  {
    subject: 'cost of metric readings',
    about: 'GetMetricData is called far more often than this fleet needs, by ARES or by others in the account.',
    metric: new Metric({
      namespace: 'AWS/Usage',
      metricName: 'CallCount',
      dimensionsMap: { Service: 'CloudWatch', Resource: 'GetMetricData', Type: 'API', Class: 'None' },
      statistic: 'Sum',
      period: Duration.hours(1),
    }),
    comparison,
    threshold: 10 * READINGS_AN_HOUR * Math.ceil((3 * hosts) / METRICS_PER_CALL),
  },
  {
    subject: 'cost of the database',
    about: 'It uses more processor time than its class includes, which is charged; take a larger one.',
    metric: database.instance.metric('CPUSurplusCreditsCharged', { period: Duration.hours(1), statistic: 'Maximum' }),
    comparison,
    threshold: 0,
    periods: 3,
  },
];
