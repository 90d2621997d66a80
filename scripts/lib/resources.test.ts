import { expect, test } from 'vitest';
import { assertDisk, assertMemory, availableMemoryBytes } from './resources.mjs';

const gib = 1024 ** 3;

test('a disk that is almost full is told with its place and its remedy', () => {
  expect(() => assertDisk('/var/lib/docker', 2.5 * gib)).toThrow(
    'only 2.5 GiB of disk is free where Docker keeps its data (/var/lib/docker); 3.0 GiB are needed',
  );
  expect(() => assertDisk('/var/lib/docker', 3 * gib)).not.toThrow();
});

test('too little memory is told', () => {
  expect(() => assertMemory(1.9 * gib)).toThrow('only 1.9 GiB of memory is available; 2.0 GiB are needed');
  expect(() => assertMemory(2 * gib)).not.toThrow();
});

test('available memory counts what caches would give back', () => {
  expect(availableMemoryBytes('MemTotal: 9 kB\nMemFree:  1 kB\nMemAvailable:    2048 kB\n')).toBe(2048 * 1024);
  expect(availableMemoryBytes('')).toBeUndefined();
});
