import { type BatchResultErrorEntry, SendMessageBatchCommand, type SQSClient } from '@aws-sdk/client-sqs';
import type { z } from 'zod';
import { toBatches } from './to-batches.ts';

const ATTEMPTS_MAX = 4;
const PAUSE_MS_MAX = 200;
const DELAY_SECONDS_MAX = 900;

export interface QueueMessage<T> {
  readonly body: T;
  /** Longer ones are cut to what a queue takes, 900 s. @default 0 */
  readonly delaySeconds?: number;
}

export interface QueueSender<T> {
  /**
   * Sends all messages. Some may arrive twice; queues only wake.
   * @throws Error when one could not be sent, after all others were
   * @throws z.ZodError for a body that its readers would refuse, before any is sent
   */
  send(messages: readonly QueueMessage<T>[]): Promise<void>;
}

export interface QueueSenderOptions<T> {
  readonly sqs: SQSClient;
  readonly queueUrl: string;
  readonly schema: z.ZodType<T>;
  /** Waits between two attempts. @default a random time that grows */
  readonly pause?: (attempt: number) => Promise<void>;
}

interface Entry {
  readonly text: string;
  readonly delaySeconds: number;
}

export function queueSender<T>({ sqs, queueUrl, schema, pause = jitter }: QueueSenderOptions<T>): QueueSender<T> {
  return {
    async send(messages) {
      const entries = messages.map(({ body, delaySeconds = 0 }) => ({
        text: JSON.stringify(schema.parse(body)),
        delaySeconds: Math.min(DELAY_SECONDS_MAX, Math.max(0, Math.ceil(delaySeconds))),
      }));
      const sending = toBatches(entries).map((batch) => sendBatch(sqs, queueUrl, batch, pause));
      const lost = (await Promise.all(sending)).flat();
      if (lost.length > 0)
        throw new Error(`${lost.length} of ${messages.length} messages not sent: ${[...new Set(lost)].join('; ')}`);
    },
  };
}

/** @returns why, for each message that could not be sent */
async function sendBatch(
  sqs: SQSClient,
  QueueUrl: string,
  batch: readonly Entry[],
  pause: (attempt: number) => Promise<void>,
): Promise<string[]> {
  let open = batch;
  const lost: string[] = [];
  for (let attempt = 1; ; attempt++) {
    const failed = await trySend(sqs, QueueUrl, open);
    lost.push(...failed.filter(({ SenderFault }) => SenderFault).map(words));
    const retried = failed.filter(({ SenderFault }) => !SenderFault);
    if (retried.length === 0) return lost;
    if (attempt === ATTEMPTS_MAX) return [...lost, ...retried.map(words)];
    open = retried.flatMap(({ Id }) => open[Number(Id)] ?? []);
    await pause(attempt);
  }
}

/** A call that fails as a whole was retried by the SDK already. */
async function trySend(sqs: SQSClient, QueueUrl: string, entries: readonly Entry[]): Promise<BatchResultErrorEntry[]> {
  const Entries = entries.map(({ text, delaySeconds }, i) => ({
    Id: String(i),
    MessageBody: text,
    DelaySeconds: delaySeconds,
  }));
  try {
    return (await sqs.send(new SendMessageBatchCommand({ QueueUrl, Entries }))).Failed ?? [];
  } catch (error) {
    const Code = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
    return Entries.map(({ Id }) => ({ Id, Code, SenderFault: true }));
  }
}

const words = ({ Code, Message }: BatchResultErrorEntry): string => [Code, Message].filter(Boolean).join(': ');

const jitter = (attempt: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, Math.random() * PAUSE_MS_MAX * 2 ** attempt));
