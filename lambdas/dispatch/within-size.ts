import type { SlotMessage } from '@ares/config/aws';

/** What one SQS message may hold in every region. */
const MESSAGE_BYTES_MAX = 256 * 1024;

export interface Sized {
  readonly fitting: readonly SlotMessage[];
  /** Shards whose hosts alone are too many for one message. */
  readonly tooLarge: readonly string[];
}

/** Metrics give way to hosts: without the list of its hosts a shard could not look at them at all. */
export function withinSize(messages: readonly SlotMessage[]): Sized {
  const slim = messages.map((message) => (fits(message) ? message : { ...message, signals: [] }));
  const tooLarge = slim.filter((message) => !fits(message)).map(({ shard }) => shard);
  return { fitting: slim.filter(fits), tooLarge: [...new Set(tooLarge)] };
}

const fits = (message: SlotMessage): boolean => Buffer.byteLength(JSON.stringify(message)) <= MESSAGE_BYTES_MAX;
