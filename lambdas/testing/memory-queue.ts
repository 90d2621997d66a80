import type { QueueMessage, QueueSender } from '@ares/adapters/aws';
import type { Clock } from '@ares/core';
import type { QueueRecord } from '../tick/deliver.ts';

export interface MemoryQueue<T> extends QueueSender<T> {
  /** What is due by now, as a function gets it; it is taken out. */
  receive(): readonly QueueRecord[];
  /** All that waits, due or not. */
  waiting(): readonly T[];
  /** Refuses messages from now on, or takes them again. */
  isDown: boolean;
  /** Delivers everything twice from now on, as a queue may. */
  isTwice: boolean;
}

let serial = 0;

/** A queue with delays, by a virtual clock. */
export function memoryQueue<T>(clock: Clock): MemoryQueue<T> {
  let held: { readonly body: T; readonly dueMs: number }[] = [];
  const record = (body: T): QueueRecord => {
    serial += 1;
    const attributes = { ApproximateReceiveCount: '1' };
    return { messageId: `message-${serial}`, body: JSON.stringify(body), attributes };
  };
  const queue: MemoryQueue<T> = {
    isDown: false,
    isTwice: false,
    async send(messages: readonly QueueMessage<T>[]) {
      if (queue.isDown && messages.length > 0) throw new Error('the queue is down');
      for (const { body, delaySeconds = 0 } of messages) held.push({ body, dueMs: clock.now() + delaySeconds * 1_000 });
    },
    receive() {
      const due = held.filter(({ dueMs }) => dueMs <= clock.now());
      held = held.filter((message) => !due.includes(message));
      return due.flatMap(({ body }) => (queue.isTwice ? [record(body), record(body)] : [record(body)]));
    },
    waiting: () => held.map(({ body }) => body),
  };
  return queue;
}
