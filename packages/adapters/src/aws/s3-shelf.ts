import type { ModelShelf } from '@ares/core';
import { GetObjectCommand, type GetObjectCommandOutput, PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import type { Patience } from './short-patience.ts';

export interface S3ShelfOptions {
  readonly s3: S3Client;
  readonly bucket: string;
  /** Of the keys, without the slash at its end */
  readonly prefix: string;
  readonly patience: Patience;
}

/** One object a host, at `PREFIX/HOST.models`. Who reads it needs the right to list, or a missing one is a refusal. */
export function s3Shelf({ s3, bucket, prefix, patience }: S3ShelfOptions): ModelShelf {
  const placeOf = (hostId: string) => ({ Bucket: bucket, Key: `${prefix}/${encodeURIComponent(hostId)}.models` });
  const get = <T>(hostId: string, range: string | undefined, use: (answer: GetObjectCommandOutput) => Promise<T>) =>
    patience(async (abortSignal) => {
      try {
        const command = new GetObjectCommand({ ...placeOf(hostId), ...(range ? { Range: range } : {}) });
        return await use(await s3.send(command, { abortSignal }));
      } catch (error) {
        if (error instanceof Error && error.name === 'NoSuchKey') return undefined;
        throw error;
      }
    });
  return {
    read: (hostId) => get(hostId, undefined, bytesOf),
    // HEAD costs the same, and its answer does not say what it is that is missing.
    writtenAtMs: (hostId) =>
      get(hostId, 'bytes=0-0', async (answer) => {
        await bytesOf(answer);
        return answer.LastModified?.getTime();
      }),
    async write(hostId, bytes) {
      const command = new PutObjectCommand({ ...placeOf(hostId), Body: bytes });
      await patience((abortSignal) => s3.send(command, { abortSignal }));
    },
  };
}

async function bytesOf({ Body }: GetObjectCommandOutput): Promise<Uint8Array> {
  if (Body === undefined) throw new Error('S3 answered without the object');
  return Body.transformToByteArray();
}
