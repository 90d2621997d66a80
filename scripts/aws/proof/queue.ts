import { emulatorJson } from '../emulator/emulator-json.ts';
import { until } from '../emulator/until.ts';

const COUNTS = [
  'ApproximateNumberOfMessages',
  'ApproximateNumberOfMessagesNotVisible',
  'ApproximateNumberOfMessagesDelayed',
] as const;

/** A queue of the deployment, as anybody with the right to send sees it. */
export interface Queue {
  /** @returns the id of the message */
  send(body: string): Promise<string>;
  /** Waits until everything in it was taken and answered for. */
  drained(): Promise<void>;
}

export const queueAt = (awsUrl: string, QueueUrl: string): Queue => ({
  async send(MessageBody) {
    const { MessageId } = await emulatorJson(awsUrl, 'AmazonSQS.SendMessage', { QueueUrl, MessageBody });
    return String(MessageId);
  },
  async drained() {
    const isEmpty = async () => {
      const request = { QueueUrl, AttributeNames: COUNTS };
      const { Attributes } = await emulatorJson(awsUrl, 'AmazonSQS.GetQueueAttributes', request);
      const attributes = (Attributes ?? {}) as Readonly<Record<string, string>>;
      return COUNTS.every((name) => attributes[name] === '0') ? true : undefined;
    };
    await until(isEmpty, { what: `an empty queue ${QueueUrl}`, seconds: 300 });
  },
});
