import { fitForest, rowsOf, type TrainedForest } from '@ares/core';
import { expect, test } from 'vitest';
import { trainedForestJson, trainedForestSchema } from './trained-forest-text.ts';

const rows = Array.from({ length: 300 }, (_, i) => [Math.sin(i), Math.cos(i * 1.7), (i * 0.618) % 1, i % 7, i]);
const trained: TrainedForest = {
  serviceId: 'h/shop/cart',
  columns: ['cpuLimitRatio', 'memoryLimitRatio', 'latencySecondsP95', 'errorRatio1m', 'requestsPerSecond'],
  forest: fitForest(rowsOf(rows), { seed: 1 }),
  rows: 300,
  agreement: 0.9,
  trainedAtMs: 7,
};
const json = trainedForestJson(trained);

test('a model comes back as it was, and takes less than 256 KB', () => {
  const text = JSON.stringify(json);
  expect(trainedForestSchema.parse(JSON.parse(text))).toEqual(trained);
  expect(text.length).toBeLessThan(256 * 1024);
});

const refused = (over: object) => trainedForestSchema.safeParse({ ...json, ...over }).error?.message;

test('row 43: damaged, of other columns or of another version it is none, and says why', () => {
  expect(refused({ model: `${json.model.slice(0, 400)}AAAA${json.model.slice(404)}` })).toContain('checksum');
  expect(refused({ model: '' })).toContain('no isolation forest');
  expect(refused({ columns: ['cpuLimitRatio'] })).toContain('5 columns, and 1 are named');
  expect(refused({ version: 2 })).toContain('version');
});
