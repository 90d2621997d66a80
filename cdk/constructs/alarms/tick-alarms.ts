import { SHARD_SILENT_MS } from '@ares/config/aws';
import { ComparisonOperator, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import type { AlarmSpec } from './alarm-spec.ts';
import { aresMetric } from './ares-metric.ts';

const atLeast = ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD;

/**
 * Whether shards are looked at in time. The first is a dead man in both ways: each tick tells the age of the oldest
 * shard, so that one dead shard among many is heard, and without any tick nobody tells it, which is heard as well.
 */
export const tickAlarms = (fleet: string): readonly AlarmSpec[] => [
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
];
