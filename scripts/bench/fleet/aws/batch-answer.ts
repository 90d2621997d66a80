import { createHash, randomUUID } from 'node:crypto';

export interface Batch {
  readonly QueueUrl: string;
  readonly Entries: readonly { readonly Id: string; readonly MessageBody: string }[];
}

/** All of a batch was taken; the client checks that it arrived as it was sent. */
export const batchAnswer = ({ Entries }: Batch) => ({
  Successful: Entries.map(({ Id, MessageBody }) => ({
    Id,
    MessageId: randomUUID(),
    MD5OfMessageBody: createHash('md5').update(MessageBody).digest('hex'),
  })),
  Failed: [],
});
