import { trainedForestJson } from '@ares/adapters/isolation-forest';
import { fitForest, modelled, rowsOf, type TrainedForest } from '@ares/core';
import { expect, test, vi } from 'vitest';
import { memorySnapshots } from '../testing/memory-snapshots.ts';
import { modelsName } from '../train/snapshot-schema.ts';
import { forests } from './forests.ts';

const HOUR_MS = 3_600_000;
const trained = (serviceId: string): TrainedForest => ({
  serviceId,
  columns: modelled,
  forest: fitForest(rowsOf(Array.from({ length: 80 }, (_, i) => modelled.map((__, j) => (i * (j + 1)) % 7))), {
    seed: 1,
  }),
  rows: 80,
  agreement: 0.9,
  trainedAtMs: 7,
});

function setUp() {
  const snapshots = memorySnapshots();
  const get = vi.spyOn(snapshots, 'get');
  const warn = vi.fn();
  const clock = { nowMs: 0 };
  const forestOf = forests({ fleet: 'shop', snapshots, log: { info: () => {}, warn }, now: () => clock.nowMs });
  const put = (hostId: string, ...models: TrainedForest[]) =>
    snapshots.put(modelsName('shop', hostId), { version: 1, models: models.map(trainedForestJson) });
  return { snapshots, get, warn, clock, forestOf, put };
}

test('services of a host have the models that train put away, read once an hour', async () => {
  const { put, forestOf, get, clock } = setUp();
  await put('i-1', trained('i-1/shop/cart'), trained('i-1/shop/user'));
  expect(await forestOf('i-1/shop/cart')).toEqual(trained('i-1/shop/cart'));
  expect(await forestOf('i-1/shop/user')).toEqual(trained('i-1/shop/user'));
  expect(await forestOf('i-1/shop/none')).toBeUndefined();
  expect(get).toHaveBeenCalledTimes(1);
  await put('i-1', trained('i-1/shop/none'));
  clock.nowMs = HOUR_MS;
  expect(await forestOf('i-1/shop/none')).toEqual(trained('i-1/shop/none'));
  expect(await forestOf('i-1/shop/cart')).toBeUndefined();
  expect(get).toHaveBeenCalledTimes(2);
});

test('a host that was not trained has none', async () => {
  const { forestOf, warn } = setUp();
  expect(await forestOf('i-1/shop/cart')).toBeUndefined();
  expect(warn).not.toHaveBeenCalled();
});

test('row 43: a snapshot that is damaged counts as none, and is told once', async () => {
  const { forestOf, snapshots, warn } = setUp();
  snapshots.objects.set(modelsName('shop', 'i-1'), { version: 2 });
  for (const name of ['cart', 'user']) expect(await forestOf(`i-1/shop/${name}`)).toBeUndefined();
  expect(warn).toHaveBeenCalledTimes(1);
});

test('snapshots that do not answer are asked again the next time', async () => {
  const { put, forestOf, get } = setUp();
  await put('i-1', trained('i-1/shop/cart'));
  get.mockRejectedValueOnce(new Error('no answer'));
  await expect(forestOf('i-1/shop/cart')).rejects.toThrow('no answer');
  expect(await forestOf('i-1/shop/cart')).toBeDefined();
});
