import { randomUUID } from 'node:crypto';
import { CreateBucketCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { expect, test } from 'vitest';
import * as z from 'zod';
import { type Emulator, emulators } from './ec2/testing/emulator.ts';
import { s3Text } from './s3-text.ts';
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
