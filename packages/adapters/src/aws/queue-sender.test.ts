import { SendMessageBatchCommand, type SendMessageBatchCommandInput, SQSClient } from '@aws-sdk/client-sqs';
import { mockClient } from 'aws-sdk-client-mock';
import fc from 'fast-check';
import { beforeEach, expect, test } from 'vitest';
import * as z from 'zod';
import { queueSender } from './queue-sender.ts';
import { toBatches } from './to-batches.ts';

const mock = mockClient(SQSClient);
const pauses: number[] = [];
beforeEach(() => {
  mock.reset();
  pauses.length = 0;
});

const queue = queueSender({
  sqs: new SQSClient({ region: 'eu-central-1' }),
  queueUrl: 'https://sqs.eu-central-1.amazonaws.com/1/ticks',
  schema: z.object({ n: z.number() }),
  pause: async (attempt) => void pauses.push(attempt),
});
const numbers = (count: number) => Array.from({ length: count }, (_, n) => ({ body: { n } }));
const sent = () => mock.commandCalls(SendMessageBatchCommand).map(({ args }) => args[0].input.Entries ?? []);
const failing = (code: string, SenderFault: boolean, fails: (body: string) => boolean) => (input: unknown) => ({
  Failed: (input as SendMessageBatchCommandInput).Entries?.flatMap(({ Id, MessageBody = '' }) =>
    fails(MessageBody) ? [{ Id, Code: code, SenderFault }] : [],
  ),
});

test('ten a call, in their order', async () => {
  mock.on(SendMessageBatchCommand).resolves({});
  await queue.send(numbers(23));
  expect(sent().map((entries) => entries.length)).toEqual([10, 10, 3]);
  expect(sent()[2]?.[0]).toEqual({ Id: '0', MessageBody: '{"n":20}', DelaySeconds: 0 });
});

test('nothing to send is no call', async () => {
  await queue.send([]);
  expect(sent()).toEqual([]);
});

test.each([
  [undefined, 0],
  [-3, 0],
  [14.2, 15],
  [5_000, 900],
])('a delay of %s s is sent as %i s', async (delaySeconds, want) => {
  mock.on(SendMessageBatchCommand).resolves({});
  await queue.send([{ body: { n: 1 }, ...(delaySeconds === undefined ? {} : { delaySeconds }) }]);
  expect(sent()[0]?.[0]?.DelaySeconds).toBe(want);
});

test('row 45: what readers would refuse is not sent, nor anything with it', async () => {
  mock.on(SendMessageBatchCommand).resolves({});
  await expect(queue.send([{ body: { n: 1 } }, { body: { n: Number.NaN } }])).rejects.toBeInstanceOf(z.ZodError);
  expect(sent()).toEqual([]);
});

test('row 20: only the part of a batch that failed is sent again, after a pause', async () => {
  mock
    .on(SendMessageBatchCommand)
    .callsFakeOnce(failing('InternalError', false, (body) => ['{"n":3}', '{"n":7}'].includes(body)))
    .resolves({});
  await queue.send(numbers(10));
  expect(sent().map((entries) => entries.map(({ MessageBody }) => MessageBody))).toEqual([
    expect.objectContaining({ length: 10 }),
    ['{"n":3}', '{"n":7}'],
  ]);
  expect(pauses).toEqual([1]);
});

test('row 20: what fails again and again is thrown, once the rest is sent', async () => {
  mock.on(SendMessageBatchCommand).callsFake(failing('InternalError', false, (body) => body === '{"n":3}'));
  await expect(queue.send(numbers(12))).rejects.toThrow('1 of 12 messages not sent: InternalError');
  expect(pauses).toEqual([1, 2, 3]);
  expect(
    sent()
      .flat()
      .map(({ MessageBody }) => MessageBody),
  ).toContain('{"n":11}');
});

test('a fault of the sender is not tried again', async () => {
  mock.on(SendMessageBatchCommand).callsFake(failing('InvalidMessageContents', true, (body) => body === '{"n":0}'));
  await expect(queue.send(numbers(2))).rejects.toThrow('1 of 2 messages not sent: InvalidMessageContents');
  expect(pauses).toEqual([]);
});

test('a call that fails loses its own batch alone', async () => {
  mock.on(SendMessageBatchCommand).rejectsOnce(new Error('socket hang up')).resolves({});
  await expect(queue.send(numbers(11))).rejects.toThrow('10 of 11 messages not sent: Error: socket hang up');
});

test('batches keep order, count and bytes', () =>
  fc.assert(
    fc.property(fc.array(fc.nat(262_144), { maxLength: 40 }), (sizes) => {
      const items = sizes.map((size, n) => ({ n, text: 'x'.repeat(size) }));
      const batches = toBatches(items);
      expect(batches.flat()).toEqual(items);
      for (const batch of batches) {
        expect(batch.length).toBeLessThanOrEqual(10);
        expect(batch.reduce((sum, { text }) => sum + text.length, 0)).toBeLessThanOrEqual(262_144);
      }
    }),
    { numRuns: 30 },
  ));

test('a message larger than a queue takes is refused with its size', () => {
  expect(() => toBatches([{ text: 'ä'.repeat(140_000) }])).toThrow('280000 bytes');
});
