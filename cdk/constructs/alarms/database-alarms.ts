import { Duration } from 'aws-cdk-lib';
import { ComparisonOperator, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import type { Database } from '../database/database.ts';
import { type DatabaseInstanceSize, instanceSizes } from '../database/instance-sizes.ts';
import type { AlarmSpec } from './alarm-spec.ts';

const GIB = 1024 ** 3;
const period = Duration.minutes(1);

export function databaseAlarms({ instance }: Database, size: DatabaseInstanceSize): readonly AlarmSpec[] {
  const connections = instanceSizes[size];
  return [
    {
      subject: 'database is silent',
      about:
        'Promise 12: RDS reports nothing of the knowledge store; without it nothing is healed. Look at its events.',
      metric: instance.metricCPUUtilization({ period }),
      comparison: ComparisonOperator.LESS_THAN_THRESHOLD,
      threshold: 0,
      periods: 3,
      missing: TreatMissingData.BREACHING,
    },
    {
      subject: 'database is busy',
      about: 'Its processor was at its limit for a quarter of an hour; take a larger one by `databaseInstance`.',
      metric: instance.metricCPUUtilization({ period: Duration.minutes(5) }),
      comparison: ComparisonOperator.GREATER_THAN_THRESHOLD,
      threshold: 90,
      periods: 3,
    },
    {
      subject: 'database is short of storage',
      about:
        'Promise 15: a full store stops healing. It grows by itself up to its maximum; raise that, or find what fills it.',
      metric: instance.metricFreeStorageSpace({ period: Duration.minutes(5), statistic: 'Minimum' }),
      comparison: ComparisonOperator.LESS_THAN_THRESHOLD,
      threshold: 2 * GIB,
    },
    {
      subject: 'database is short of connections',
      about: 'Functions will soon be refused; take a larger instance by `databaseInstance`.',
      metric: instance.metricDatabaseConnections({ period, statistic: 'Maximum' }),
      comparison: ComparisonOperator.GREATER_THAN_THRESHOLD,
      threshold: Math.floor(0.8 * connections),
      periods: 5,
      ofPeriods: 3,
    },
  ];
}
