import { createHash } from 'node:crypto';
import { GetObjectCommand, PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import * as z from 'zod';
import { parseJson } from '../http/parse-json.ts';

const pointer = z.object({ version: z.string().regex(/^[0-9a-f]{64}$/) });

export type Snapshot<T> =
  | { readonly state: 'none' }
  | { readonly state: 'bad'; readonly reason: string }
  | { readonly state: 'good'; readonly version: string; readonly value: T };

export interface SnapshotStore {
  /**
   * Stores a value under its SHA-256 and then moves the pointer to it: whoever reads in between, or after this fails,
   * gets the last good one.
   * @returns its version
   */
  put(name: string, value: unknown): Promise<string>;
  /** The current value; `bad` where it is not what was stored or not what the schema asks for. */
  get<T>(name: string, schema: z.ZodType<T>): Promise<Snapshot<T>>;
}

/** Values as JSON in S3, at `NAME/VERSION.json`, with the version in force in `NAME/current.json`. */
export function snapshotStore({ s3, bucket }: { readonly s3: S3Client; readonly bucket: string }): SnapshotStore {
  const put = (Key: string, Body: string) =>
    s3.send(new PutObjectCommand({ Bucket: bucket, Key, Body, ContentType: 'application/json' }));
  return {
    async put(name, value) {
      const text = JSON.stringify(value);
      const version = sha256(text);
      await put(`${name}/${version}.json`, text);
      await put(`${name}/current.json`, JSON.stringify({ version }));
      return version;
    },
    async get(name, schema) {
      const current = await readText(s3, bucket, `${name}/current.json`);
      if (current === undefined) return { state: 'none' };
      const pointed = pointer.safeParse(parseJson(current));
      if (!pointed.success) return { state: 'bad', reason: `${name}/current.json is no pointer` };
      const { version } = pointed.data;
      return judge(`${name}/${version}.json`, version, await readText(s3, bucket, `${name}/${version}.json`), schema);
    },
  };
}

function judge<T>(key: string, version: string, text: string | undefined, schema: z.ZodType<T>): Snapshot<T> {
  if (text === undefined) return { state: 'bad', reason: `${key} is missing` };
  if (sha256(text) !== version) return { state: 'bad', reason: `${key} is not what was stored` };
  const parsed = schema.safeParse(parseJson(text));
  if (!parsed.success) return { state: 'bad', reason: `${key}: ${z.prettifyError(parsed.error)}` };
  return { state: 'good', version, value: parsed.data };
}

async function readText(s3: S3Client, Bucket: string, Key: string): Promise<string | undefined> {
  try {
    const { Body } = await s3.send(new GetObjectCommand({ Bucket, Key }));
    return (await Body?.transformToString()) ?? '';
  } catch (error) {
    if (error instanceof Error && error.name === 'NoSuchKey') return undefined;
    throw error;
  }
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
