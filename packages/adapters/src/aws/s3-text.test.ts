import { expect, test } from 'vitest';
import { s3Text } from './s3-text.ts';
import { fakeS3 } from './testing/fake-s3.ts';

async function setUp() {
  const fake = await fakeS3();
  const clock = { nowMs: 0 };
  fake.objects.set('policy.yaml', 'version: 1');
  return { ...fake, clock, read: s3Text({ s3: fake.s3, bucket: 'b', key: 'policy.yaml', now: () => clock.nowMs }) };
}

test('reads the object once in half a minute', async () => {
  const { clock, read, objects, requests } = await setUp();
  expect(await read()).toBe('version: 1');
  objects.set('policy.yaml', 'version: 2');
  clock.nowMs = 29_999;
  expect(await read()).toBe('version: 1');
  expect(requests).toHaveLength(1);
  clock.nowMs = 30_000;
  expect(await read()).toBe('version: 2');
});

test('an object that did not change is not read again, and counts as fresh', async () => {
  const { clock, read, requests } = await setUp();
  for (clock.nowMs of [0, 30_000, 59_999]) expect(await read()).toBe('version: 1');
  expect(requests).toHaveLength(2);
});

test('row 48: an object that cannot be read is told by its name, and tried again', async () => {
  const { read, objects, clock } = await setUp();
  await read();
  objects.delete('policy.yaml');
  clock.nowMs = 30_000;
  await expect(read()).rejects.toThrow('s3://b/policy.yaml cannot be read: NoSuchKey');
  objects.set('policy.yaml', 'version: 3');
  expect(await read()).toBe('version: 3');
});

test('row 35: a text that is too long for a policy is refused', async () => {
  const { read, objects } = await setUp();
  objects.set('policy.yaml', '#'.repeat(1_048_577));
  await expect(read()).rejects.toThrow('more than 1048576 bytes');
});
