import { Duration } from 'aws-cdk-lib';
import { ComparisonOperator } from 'aws-cdk-lib/aws-cloudwatch';
import type { AlarmSpec } from './alarm-spec.ts';
import { aresMetric } from './ares-metric.ts';

/** Messages that failed come back after minutes, so that failures lie that far apart. */
const again = {
  comparison: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
  threshold: 1,
  periods: 3,
  ofPeriods: 2,
};

/** Messages that failed and come again: the function itself ends well, so that nobody else counts them. */
export const failureAlarms = (fleet: string): readonly AlarmSpec[] => [
  {
    ...again,
    subject: 'ticks fail',
    about: 'Promise 12: a shard could not be looked at; most often the database cannot be reached.',
    metric: aresMetric(fleet, 'tick', 'TicksFailed', 'Sum'),
  },
  {
    ...again,
    subject: 'heals fail',
    about: 'Promise 12: intents are not sent, or commands not followed; the database or SSM refuses. See heal’s log.',
    metric: aresMetric(fleet, 'heal', 'HealsFailed', 'Sum').with({ period: Duration.minutes(5) }),
  },
  {
    ...again,
    subject: 'people are not told',
    about: 'Promise 50: a channel refused messages. Healing goes on; the messages are tried again.',
    metric: aresMetric(fleet, 'notify', 'NotificationsFailed', 'Sum').with({ period: Duration.minutes(5) }),
  },
];
