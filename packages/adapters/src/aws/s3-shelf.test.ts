import { expect, test } from 'vitest';
import { s3Shelf } from './s3-shelf.ts';
import { shortPatience } from './short-patience.ts';
import { fakeS3 } from './testing/fake-s3.ts';

async function setUp() {
  const fake = await fakeS3();
  const patience = shortPatience({ timeoutMs: 1_500, restMs: 60_000, now: () => 0 });
  return { ...fake, shelf: s3Shelf({ s3: fake.s3, bucket: 'b', prefix: 'warm/shop', patience }) };
}

test('each host has one object below the prefix', async () => {
  const { shelf, requests, objects } = await setUp();
  await shelf.write('i-1', new TextEncoder().encode('models'));
  expect(new TextDecoder().decode(await shelf.read('i-1'))).toBe('models');
  expect(requests).toEqual(['PUT warm/shop/i-1.models', 'GET warm/shop/i-1.models']);
  expect([...objects.keys()]).toEqual(['warm/shop/i-1.models']);
});

test('a missing object is none, and others are asked for at once', async () => {
  const { shelf } = await setUp();
  expect([await shelf.read('i-1'), await shelf.writtenAtMs('i-2')]).toEqual([undefined, undefined]);
});

test.each([403, 503])('an S3 that answers %i is not taken for an empty one, and is left alone', async (status) => {
  const { shelf, fail, requests } = await setUp();
  fail('GET warm/shop/i-1.models', status);
  await expect(shelf.read('i-1')).rejects.toThrow();
  for (const other of [shelf.read('i-2'), shelf.writtenAtMs('i-2'), shelf.write('i-2', new Uint8Array([1]))])
    await expect(other).rejects.toThrow('not asked again yet');
  expect(requests).toHaveLength(1);
});
