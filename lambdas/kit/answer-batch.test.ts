import type { Context, SQSRecord } from 'aws-lambda';
import { expect, test, vi } from 'vitest';
import { sqsEvent } from '../testing/sqs-event.ts';
import { answerBatch } from './answer-batch.ts';

const poison = new Error('poison');
const handle = async ({ body }: SQSRecord) => {
  if (body === 'bad') throw poison;
};

function answer(bodies: Readonly<Record<string, string>>) {
  const logger = { error: vi.fn() };
  return { logger, answered: answerBatch(sqsEvent('ticks', bodies), {} as Context, logger, handle) };
}

test('row 45: a poison message is told and comes back alone, and the others go on', async () => {
  const { answered, logger } = answer({ 'm-1': 'good', 'm-2': 'bad', 'm-3': 'good' });
  expect(await answered).toEqual({ batchItemFailures: [{ itemIdentifier: 'm-2' }] });
  expect(logger.error).toHaveBeenCalledExactlyOnceWith('message.failed', {
    queue: 'ticks',
    messageId: 'm-2',
    receives: 1,
    error: poison,
  });
});

test('row 45: where all fail all come back, without failing the function', async () => {
  const { answered, logger } = answer({ 'm-1': 'bad', 'm-2': 'bad' });
  expect((await answered).batchItemFailures).toHaveLength(2);
  expect(logger.error).toHaveBeenCalledTimes(2);
});
