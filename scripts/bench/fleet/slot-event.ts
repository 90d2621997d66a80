import { randomUUID } from 'node:crypto';
import type { HostEntry, HostSignalEntry, SlotMessage } from '@ares/config/aws';

/** What Lambda hands over for one slot that SQS delivered. */
export function slotEvent(slot: SlotMessage) {
  const body = JSON.stringify(slot);
  const attributes = { ApproximateReceiveCount: '1', SentTimestamp: String(slot.slotMs) };
  const eventSourceARN = 'arn:aws:sqs:eu-central-1:123456789012:ticks';
  const record = { messageId: randomUUID(), receiptHandle: 'handle', body, attributes, messageAttributes: {} };
  return { Records: [{ ...record, md5OfBody: '', eventSource: 'aws:sqs', eventSourceARN, awsRegion: 'eu-central-1' }] };
}

/** What `dispatch` adds to one slot of twenty. */
export const signalsOf = (hosts: readonly HostEntry[], atMs: number): HostSignalEntry[] =>
  hosts.flatMap(({ hostId }) => [
    { hostId, name: 'CPUUtilization', value: 7.123456789, words: 'CPU of the instance 7.1 %', atMs },
    { hostId, name: 'StatusCheckFailed', value: 0, words: 'EC2 status checks pass', atMs },
    { hostId, name: 'NetworkIn', value: 1_234_567, words: 'network in 1.2 MB over 5 min', atMs },
  ]);
