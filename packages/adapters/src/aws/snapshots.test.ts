import { expect, test } from 'vitest';
import * as z from 'zod';
import { snapshotStore } from './snapshots.ts';
import { fakeS3 } from './testing/fake-s3.ts';

const model = z.object({ trees: z.array(z.number()) });

async function setUp() {
  const fake = await fakeS3();
  return { ...fake, store: snapshotStore({ s3: fake.s3, bucket: 'b' }) };
}

test('what was put is what is got', async () => {
  const { store } = await setUp();
  expect(await store.get('cart', model)).toEqual({ state: 'none' });
  const version = await store.put('cart', { trees: [1, 2] });
  expect(await store.get('cart', model)).toEqual({ state: 'good', version, value: { trees: [1, 2] } });
});

test('the pointer moves last', async () => {
  const { store, requests } = await setUp();
  const version = await store.put('cart', { trees: [1] });
  expect(requests).toEqual([`PUT cart/${version}.json`, 'PUT cart/current.json']);
});

test('row 42: a new model that cannot be stored leaves the last good one in force', async () => {
  const { store, fail } = await setUp();
  const version = await store.put('cart', { trees: [1] });
  fail('PUT cart/current.json');
  await expect(store.put('cart', { trees: [2] })).rejects.toThrow();
  expect(await store.get('cart', model)).toMatchObject({ state: 'good', version, value: { trees: [1] } });
});

test.each([
  [
    'a model that was changed',
    'is not what was stored',
    (objects: Map<string, string>, key: string) => objects.set(key, '{}'),
  ],
  ['a model that is gone', 'is missing', (objects: Map<string, string>, key: string) => objects.delete(key)],
  [
    'a pointer out of its folder',
    'is no pointer',
    (objects: Map<string, string>) => objects.set('cart/current.json', '{"version":"../secret"}'),
  ],
])('row 43: %s is bad, with the reason', async (_, reason, corrupt) => {
  const { store, objects } = await setUp();
  const version = await store.put('cart', { trees: [1] });
  corrupt(objects, `cart/${version}.json`);
  expect(await store.get('cart', model)).toEqual({ state: 'bad', reason: expect.stringContaining(reason) });
});

test('row 43: a model of another version is bad, with the field', async () => {
  const { store } = await setUp();
  await store.put('cart', { forest: [] });
  expect(await store.get('cart', model)).toEqual({ state: 'bad', reason: expect.stringContaining('trees') });
});

test('a bucket that does not answer is no verdict about a model', async () => {
  const { store, fail } = await setUp();
  fail('GET cart/current.json');
  await expect(store.get('cart', model)).rejects.toThrow();
});
