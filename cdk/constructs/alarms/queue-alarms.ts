import { Duration } from 'aws-cdk-lib';
import { ComparisonOperator } from 'aws-cdk-lib/aws-cloudwatch';
import type { PolledQueue } from '../queues/concurrency.ts';
import type { Queues } from '../queues/queues.ts';
import type { AlarmSpec } from './alarm-spec.ts';

const period = Duration.minutes(1);

/**
 * Longer than any wait that is meant (delays of follow-ups) and than one retry. Ticks have alarms of their own, which
 * ring far sooner: late, dropped, skipped, none at all.
 */
const ageSecondsMax: Readonly<Record<Exclude<PolledQueue, 'ticks'>, number>> = {
  actions: 300,
  follow: 600,
  notifications: 900,
};

export function queueAlarms(queues: Queues): readonly AlarmSpec[] {
  const deadLetters = queues.deadLetters().map(({ name, queue }) => ({
    subject: `dead letters of ${name}`,
    about: `Promise 46: messages of ${name} were put aside. Read them, remove the cause, then send them again.`,
    metric: queue.metricApproximateNumberOfMessagesVisible({ period, statistic: 'Maximum' }),
    comparison: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
    threshold: 1,
  }));
  const ages = Object.entries(ageSecondsMax).map(([name, threshold]) => ({
    subject: `${name} pile up`,
    about: `The oldest message of ${name} waits too long: its function is throttled, or fails.`,
    metric: queues.polled[name as PolledQueue].queue.metricApproximateAgeOfOldestMessage({
      period,
      statistic: 'Maximum',
    }),
    comparison: ComparisonOperator.GREATER_THAN_THRESHOLD,
    threshold,
    periods: 3,
  }));
  return [...deadLetters, ...ages];
}
