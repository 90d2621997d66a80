import type { Logger } from '@aws-lambda-powertools/logger';
import type { Context, SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { answerBatch } from '../kit/answer-batch.ts';
import { deliver } from './deliver.ts';
import type { TickDesk } from './tick-desk.ts';

/** Ticks for a batch of messages; those that cannot be read and those of a shard that failed come back. */
export async function answerTicks(
  desk: TickDesk,
  event: SQSEvent,
  context: Context,
  logger: Pick<Logger, 'error'>,
): Promise<SQSBatchResponse> {
  const failed = await deliver(desk, event.Records);
  return answerBatch(event, context, logger, async ({ messageId }) => {
    const error = failed.get(messageId);
    if (error) throw error;
  });
}
