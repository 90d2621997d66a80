import { GetObjectCommand, type S3Client } from '@aws-sdk/client-s3';

const FRESH_MS = 30_000;
const BYTES_MAX = 1024 * 1024;

export interface S3TextOptions {
  readonly s3: S3Client;
  readonly bucket: string;
  readonly key: string;
  /** @default Date.now */
  readonly now?: () => number;
}

interface Cached {
  readonly text: string;
  readonly etag: string;
  readonly readAtMs: number;
}

/**
 * Reads one object, at most once in 30 s, and its text only where it changed.
 * @returns a function that throws Error when the object cannot be read; the caller knows what to do without it
 */
export function s3Text({ s3, bucket, key, now = Date.now }: S3TextOptions): () => Promise<string> {
  let cached: Cached | undefined;
  return async () => {
    const nowMs = now();
    if (cached && nowMs - cached.readAtMs < FRESH_MS) return cached.text;
    cached = { ...(await readNewer(s3, bucket, key, cached)), readAtMs: nowMs };
    return cached.text;
  };
}

async function readNewer(s3: S3Client, Bucket: string, Key: string, cached: Cached | undefined) {
  try {
    const answer = await s3.send(
      new GetObjectCommand({ Bucket, Key, ...(cached ? { IfNoneMatch: cached.etag } : {}) }),
    );
    if ((answer.ContentLength ?? 0) > BYTES_MAX) throw new Error(`it has more than ${BYTES_MAX} bytes`);
    return { text: (await answer.Body?.transformToString()) ?? '', etag: answer.ETag ?? '' };
  } catch (cause) {
    if (cached && isNotModified(cause)) return cached;
    const reason = cause instanceof Error ? `${cause.name}: ${cause.message}` : String(cause);
    throw new Error(`s3://${Bucket}/${Key} cannot be read: ${reason}`, { cause });
  }
}

const NOT_MODIFIED = 304;

const isNotModified = (error: unknown): boolean =>
  (error as { $metadata?: { httpStatusCode?: number } }).$metadata?.httpStatusCode === NOT_MODIFIED;
