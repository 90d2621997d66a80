import type { Context, SQSEvent, SQSRecord } from 'aws-lambda';
import { expect, test } from 'vitest';
import { answerBatch } from './answer-batch.ts';

const event = (...bodies: readonly string[]): SQSEvent => ({
  Records: bodies.map((body) => ({ messageId: `id-${body}`, body }) as SQSRecord),
});
const handle = async ({ body }: SQSRecord) => {
  if (body.startsWith('bad')) throw new Error('poison');
};

test('row 45: a poison message comes back alone, and the others go on', async () => {
  const answer = await answerBatch(event('good-1', 'bad-1', 'good-2'), {} as Context, handle);
  expect(answer).toEqual({ batchItemFailures: [{ itemIdentifier: 'id-bad-1' }] });
});

test('row 45: where all fail all come back, without failing the function', async () => {
  const answer = await answerBatch(event('bad-1', 'bad-2'), {} as Context, handle);
  expect(answer.batchItemFailures).toHaveLength(2);
});
