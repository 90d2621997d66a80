import { randomUUID } from 'node:crypto';
import { CreateQueueCommand, DeleteQueueCommand, ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { expect, onTestFinished, test } from 'vitest';
import * as z from 'zod';
import { type Emulator, emulators } from './ec2/testing/emulator.ts';
import { queueSender } from './queue-sender.ts';

async function queueOn(emulator: Emulator) {
  const sqs = new SQSClient(emulators[emulator]());
  const { QueueUrl = '' } = await sqs.send(new CreateQueueCommand({ QueueName: `ares-${randomUUID()}` }));
  onTestFinished(async () => void (await sqs.send(new DeleteQueueCommand({ QueueUrl }))));
  const receive = async () =>
    (await sqs.send(new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10 }))).Messages ?? [];
  return { sqs, QueueUrl, receive };
}

const schema = z.object({ n: z.number() });

test.each(['MiniStack', 'moto'] as const)('every message arrives on %s, a delayed one later', async (emulator) => {
  const { sqs, QueueUrl, receive } = await queueOn(emulator);
  const numbers = Array.from({ length: 23 }, (_, n) => n);
  const late = { body: { n: 23 }, delaySeconds: 900 };
  await queueSender({ sqs, queueUrl: QueueUrl, schema }).send([...numbers.map((n) => ({ body: { n } })), late]);
  const received = new Set<number>();
  const arrived = async () => {
    for (const { Body = '' } of await receive()) received.add(schema.parse(JSON.parse(Body)).n);
    return received.size;
  };
  await expect.poll(arrived).toBe(23);
  expect(received).not.toContain(23);
});

test.each(['MiniStack', 'moto'] as const)('a queue of %s that is not there is an error', async (emulator) => {
  const { sqs, QueueUrl } = await queueOn(emulator);
  const sender = queueSender({ sqs, queueUrl: `${QueueUrl}-gone`, schema });
  await expect(sender.send([{ body: { n: 1 } }])).rejects.toThrow('1 of 1 messages not sent');
});
