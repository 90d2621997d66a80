import { BatchProcessor, EventType, processPartialResponse } from '@aws-lambda-powertools/batch';
import type { Logger } from '@aws-lambda-powertools/logger';
import type { Context, SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';

type Handle = (record: SQSRecord) => Promise<void>;

/**
 * Handles each message of a batch. Those that fail are told with their queue and come back, alone, and end in the dead
 * letters where they go on failing; the others are done.
 */
export const answerBatch = (
  event: SQSEvent,
  context: Context,
  logger: Pick<Logger, 'error'>,
  handle: Handle,
): Promise<SQSBatchResponse> =>
  processPartialResponse(event, telling(logger, handle), new BatchProcessor(EventType.SQS), {
    context,
    throwOnFullBatchFailure: false,
  });

/** Row 45: whoever finds a dead letter finds by its id why it is one. */
const telling =
  (logger: Pick<Logger, 'error'>, handle: Handle): Handle =>
  async (record) => {
    try {
      await handle(record);
    } catch (error) {
      const { messageId, eventSourceARN, attributes } = record;
      const receives = Number(attributes.ApproximateReceiveCount);
      logger.error('message.failed', { queue: eventSourceARN.split(':').at(-1), messageId, receives, error });
      throw error;
    }
  };
