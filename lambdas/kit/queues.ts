import { clientConfig, type QueueSender, queueSender } from '@ares/adapters/aws';
import { SQSClient } from '@aws-sdk/client-sqs';
import type { z } from 'zod';

/** Senders over one client. Its endpoint is the region's, not the queue URL's host, which has no dual stack. */
export function queues(): <T>(queueUrl: string, schema: z.ZodType<T>) => QueueSender<T> {
  const sqs = new SQSClient({ ...clientConfig, useQueueUrlAsEndpoint: false });
  return (queueUrl, schema) => queueSender({ sqs, queueUrl, schema });
}
