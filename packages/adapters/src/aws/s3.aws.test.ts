import { randomUUID } from 'node:crypto';
import { modelShelfContract } from '@ares/simulator/testing';
import {
  CreateBucketCommand,
  DeleteBucketCommand,
  DeleteObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { expect, test } from 'vitest';
import * as z from 'zod';
import { type Emulator, emulators } from './ec2/testing/emulator.ts';
import { s3Shelf } from './s3-shelf.ts';
import { s3Text } from './s3-text.ts';
import { shortPatience } from './short-patience.ts';
import { snapshotStore } from './snapshots.ts';

async function bucketOn(emulator: Emulator) {
  const s3 = new S3Client({ ...emulators[emulator](), forcePathStyle: true });
  const bucket = `ares-${randomUUID()}`;
  await s3.send(
    new CreateBucketCommand({ Bucket: bucket, CreateBucketConfiguration: { LocationConstraint: 'eu-central-1' } }),
  );
  const put = (Key: string, Body: string) => s3.send(new PutObjectCommand({ Bucket: bucket, Key, Body }));
  return { s3, bucket, put };
}

test.each(['MiniStack', 'moto'] as const)('a text of %s, unchanged, changed and missing', async (emulator) => {
  const { s3, bucket, put } = await bucketOn(emulator);
  const clock = { nowMs: 0 };
  const read = s3Text({ s3, bucket, key: 'policy.yaml', now: () => clock.nowMs });
  await expect(read()).rejects.toThrow('policy.yaml cannot be read: NoSuchKey');
  await put('policy.yaml', 'version: 1');
  expect(await read()).toBe('version: 1');
  clock.nowMs += 30_000;
  expect(await read()).toBe('version: 1');
  await put('policy.yaml', 'version: 2');
  clock.nowMs += 30_000;
  expect(await read()).toBe('version: 2');
});

test.each(['MiniStack', 'moto'] as const)('row 42: snapshots on %s, with the last good one kept', async (emulator) => {
  const { s3, bucket } = await bucketOn(emulator);
  const store = snapshotStore({ s3, bucket });
  const model = z.object({ trees: z.array(z.number()) });
  expect(await store.get('cart', model)).toEqual({ state: 'none' });
  await store.put('cart', { trees: [1] });
  const version = await store.put('cart', { trees: [2] });
  expect(await store.get('cart', model)).toEqual({ state: 'good', version, value: { trees: [2] } });
});

for (const emulator of ['MiniStack', 'moto'] as const)
  modelShelfContract(`S3 of ${emulator}`, async () => {
    const { s3, bucket } = await bucketOn(emulator);
    const shelf = () =>
      s3Shelf({ s3, bucket, prefix: 'warm/shop', patience: shortPatience({ timeoutMs: 10_000, restMs: 0 }) });
    const names = async () => {
      const { Contents = [] } = await s3.send(new ListObjectsV2Command({ Bucket: bucket }));
      return Contents.map(({ Key = '' }) => Key);
    };
    const spoil = async () => {
      for (const Key of await names()) await s3.send(new DeleteObjectCommand({ Bucket: bucket, Key }));
      await s3.send(new DeleteBucketCommand({ Bucket: bucket }));
    };
    return { shelf: shelf(), other: shelf(), spoil, names, close: async () => s3.destroy() };
  });
