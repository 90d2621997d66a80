import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fitForest, rowsOf, type TrainedForest } from '@ares/core';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { modelFiles } from './model-files.ts';

const trained = (over: Partial<TrainedForest> = {}): TrainedForest => ({
  serviceId: 'h/shop/cart',
  columns: ['cpuLimitRatio', 'memoryLimitRatio'],
  forest: fitForest(rowsOf(Array.from({ length: 80 }, (_, i) => [Math.sin(i), i % 7])), { seed: 1 }),
  rows: 80,
  agreement: 0.9,
  trainedAtMs: 7,
  ...over,
});

let folder: string;
const warn = vi.fn();
const files = () => modelFiles(join(folder, 'models'), { info: () => {}, warn });
const onlyFile = (): string => join(folder, 'models', readdirSync(join(folder, 'models'))[0] ?? 'none');
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ares-models-'));
  warn.mockClear();
});
afterEach(() => rmSync(folder, { recursive: true }));

test('what is saved is loaded, by this process and by others, and nothing else lies there', async () => {
  const own = files();
  expect(await own.load('h/shop/cart')).toBeUndefined();
  await own.save(trained());
  expect(await own.load('h/shop/cart')).toEqual(trained());
  await own.save(trained({ trainedAtMs: 8 }));
  for (const reader of [own, files()]) expect(await reader.load('h/shop/cart')).toMatchObject({ trainedAtMs: 8 });
  expect(readdirSync(join(folder, 'models'))).toHaveLength(1);
});

test('what did not change is not read again', async () => {
  const own = files();
  await own.save(trained());
  expect(await own.load('h/shop/cart')).toBe(await own.load('h/shop/cart'));
});

test('row 43: a model that is damaged counts as none, and is told once', async () => {
  const own = files();
  await own.save(trained());
  const text = readFileSync(onlyFile(), 'utf8');
  writeFileSync(
    onlyFile(),
    text.replace(/"model":".{400}/, (found) => `${found.slice(0, -4)}AAAA`),
  );
  expect([await own.load('h/shop/cart'), await own.load('h/shop/cart')]).toEqual([undefined, undefined]);
  expect(warn.mock.calls).toEqual([
    ['model.unreadable', { serviceId: 'h/shop/cart', reason: expect.stringContaining('checksum') }],
  ]);
  await own.save(trained());
  expect(await own.load('h/shop/cart')).toEqual(trained());
});

test.for([
  ['cut off', (text: string) => text.slice(0, 100)],
  ['of another service', (text: string) => text.replace('h/shop/cart', 'h/shop/user')],
] as const)('row 43: a model that is %s counts as none', async ([, spoil]) => {
  await files().save(trained());
  writeFileSync(onlyFile(), spoil(readFileSync(onlyFile(), 'utf8')));
  expect(await files().load('h/shop/cart')).toBeUndefined();
  expect(warn).toHaveBeenCalledTimes(1);
});
