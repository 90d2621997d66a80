import { GetQueueAttributesCommand, SQSClient } from '@aws-sdk/client-sqs';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, expect, test, vi } from 'vitest';
import { awakeKeeper } from './awake-keeper.ts';

const sqs = mockClient(SQSClient);
const log = { info: vi.fn(), warn: vi.fn() };
const queueUrls = ['https://sqs.test/1/ticks-dead', 'https://sqs.test/1/actions-dead'];
const keepAwake = awakeKeeper(queueUrls, log);
const HOUR_MS = 3_600_000;

beforeEach(() => {
  sqs.reset();
  log.warn.mockClear();
});

const asked = () => sqs.commandCalls(GetQueueAttributesCommand).map(({ args }) => args[0].input.QueueUrl);

test('row 46: each queue of dead letters is looked at every hour, so that its alarm has figures at once', async () => {
  sqs.on(GetQueueAttributesCommand).resolves({});
  for (let minute = 0; minute < 120; minute += 1) await keepAwake(5 * HOUR_MS + minute * 60_000);
  expect(asked()).toEqual([...queueUrls, ...queueUrls]);
});

test('a queue that cannot be looked at stops neither the others nor the slots', async () => {
  sqs.on(GetQueueAttributesCommand).rejectsOnce(new Error('throttled')).resolves({});
  await keepAwake(HOUR_MS);
  expect(asked()).toEqual(queueUrls);
  expect(log.warn).toHaveBeenCalledExactlyOnceWith('dispatch.queue_asleep', { words: 'Error: throttled' });
});
