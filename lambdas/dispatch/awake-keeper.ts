import { clientConfig } from '@ares/adapters/aws';
import type { EpochMs, Log } from '@ares/core';
import { GetQueueAttributesCommand, SQSClient } from '@aws-sdk/client-sqs';

const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;

/**
 * Looks at each queue once an hour. A queue that nobody touched for six hours falls asleep, and CloudWatch then takes
 * up to a quarter of an hour for its first figure: too long for the alarm on dead letters (row 46). The alarm itself
 * needs nothing of this function, so that a failure here is told and no more.
 */
export function awakeKeeper(queueUrls: readonly string[], log: Log): (scheduledMs: EpochMs) => Promise<void> {
  const sqs = new SQSClient({ ...clientConfig, useQueueUrlAsEndpoint: false });
  const look = (QueueUrl: string) =>
    sqs.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['ApproximateNumberOfMessages'] }));
  return async (scheduledMs) => {
    if (scheduledMs % HOUR_MS >= MINUTE_MS) return;
    for (const result of await Promise.allSettled(queueUrls.map(look))) {
      if (result.status === 'rejected') log.warn('dispatch.queue_asleep', { words: String(result.reason) });
    }
  };
}
