import { METRIC_NAMESPACE, type MetricName, metricDimensions, SHARD_SILENT_MS } from '@ares/config/aws';
import { Duration } from 'aws-cdk-lib';
import { ComparisonOperator, Metric, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import type { FunctionName } from '../functions/function-sizes.ts';
import type { AlarmSpec } from './alarm-spec.ts';

/** A metric that a function of ARES writes about itself. */
export const aresMetric = (fleet: string, service: FunctionName, name: MetricName, statistic: string): Metric =>
  new Metric({
    namespace: METRIC_NAMESPACE,
    metricName: name,
    dimensionsMap: metricDimensions(fleet, service),
    statistic,
    period: Duration.minutes(1),
  });

/** Subjects of those that end an experiment: all about deciding and healing. FIS takes five of them at most. */
export const experimentStops = [
  'shards without ticks',
  'ticks are late',
  'ticks are dropped',
  'ticks fail',
  'heals fail',
];

const atLeast = ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD;

/** Messages that failed come back after minutes, so that failures lie that far apart. */
const byMessages = { comparison: atLeast, threshold: 1, periods: 3, ofPeriods: 2 };

/**
 * Of the loop as a whole. The first is a dead man in both ways: each tick tells the age of the oldest shard, so that one
 * dead shard among many is heard, and without any tick nobody tells it, which is heard as well.
 */
export const loopAlarms = (fleet: string): readonly AlarmSpec[] => [
  {
    subject: 'shards without ticks',
    about:
      'Promise 49: a shard, or with no data all of them, had no tick for minutes, so nothing is healed there. The log of ' +
      'tick names it (tick.shards_silent) and why; where that is silent, too, look at dispatch.',
    metric: aresMetric(fleet, 'tick', 'OldestShardTickAgeMs', 'Maximum'),
    comparison: ComparisonOperator.GREATER_THAN_THRESHOLD,
    threshold: SHARD_SILENT_MS,
    // CloudWatch looks back two periods further before it believes that data is missing: more would exceed five minutes.
    missing: TreatMissingData.BREACHING,
  },
  {
    subject: 'ticks are late',
    about: 'Slots wait longer than a tick lasts: too little concurrency for the fleet, or a slow database.',
    metric: aresMetric(fleet, 'tick', 'TickAgeMs', 'Maximum'),
    comparison: ComparisonOperator.GREATER_THAN_THRESHOLD,
    threshold: 20_000,
    periods: 5,
    ofPeriods: 3,
  },
  {
    subject: 'ticks are dropped',
    about: 'Promise 11: slots came more than two ticks late, by throttling or a backlog, and were dropped.',
    metric: aresMetric(fleet, 'tick', 'TicksDropped', 'Sum'),
    comparison: atLeast,
    threshold: 1,
  },
  {
    subject: 'ticks are skipped',
    about:
      'Promise 9: again and again a tick runs on into the next slot of its shard. tick.skipped in the log of tick names ' +
      'it. A host or the database answers slowly; with all shards, take a larger database by `databaseInstance`.',
    metric: aresMetric(fleet, 'tick', 'TicksSkipped', 'Sum'),
    comparison: atLeast,
    threshold: 1,
    periods: 5,
    ofPeriods: 3,
  },
  {
    subject: 'ticks fail',
    about: 'Promise 12: a shard could not be looked at; most often the database cannot be reached.',
    metric: aresMetric(fleet, 'tick', 'TicksFailed', 'Sum'),
    comparison: atLeast,
    threshold: 1,
    periods: 3,
    ofPeriods: 2,
  },
  {
    ...byMessages,
    subject: 'heals fail',
    about: 'Promise 12: intents are not sent, or commands not followed; the database or SSM refuses. See heal’s log.',
    metric: aresMetric(fleet, 'heal', 'HealsFailed', 'Sum').with({ period: Duration.minutes(5) }),
  },
  {
    ...byMessages,
    subject: 'people are not told',
    about: 'Promise 50: a channel refused messages. Healing goes on; the messages are tried again.',
    metric: aresMetric(fleet, 'notify', 'NotificationsFailed', 'Sum').with({ period: Duration.minutes(5) }),
  },
];
