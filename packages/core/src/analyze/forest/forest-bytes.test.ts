import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fitForest } from './fit-forest.ts';
import { forestFromBytes, forestToBytes } from './forest-bytes.ts';
import { rowsOf } from './rows.ts';

const rows = rowsOf(Array.from({ length: 400 }, (_, i) => [Math.sin(i) * i, i % 13, Math.cos(i) ** 3]));
const forest = fitForest(rows, { seed: 5 });
const bytes = forestToBytes(forest);

test('a forest comes back to the bit, and is small', () => {
  expect(forestFromBytes(bytes)).toEqual(forest);
  expect(bytes.length).toBeLessThan(100 * 1024);
});

test('it comes back from the middle of a larger buffer', () => {
  const larger = new Uint8Array(bytes.length + 14);
  larger.set(bytes, 7);
  expect(forestFromBytes(larger.subarray(7, -7))).toEqual(forest);
});

test('row 43: any damaged bit and any cut is found', () => {
  fc.assert(
    fc.property(fc.nat(bytes.length - 1), fc.nat(7), (at, bit) => {
      const damaged = bytes.slice();
      damaged[at] = (damaged[at] as number) ^ (1 << bit);
      expect(() => forestFromBytes(damaged)).toThrow('the model cannot be read');
      expect(() => forestFromBytes(bytes.subarray(0, at))).toThrow('the model cannot be read');
    }),
  );
});

test('row 43: another version is named', () => {
  const newer = bytes.slice();
  newer[4] = 2;
  expect(() => forestFromBytes(newer)).toThrow('it has version 2, and this program reads 1');
});
