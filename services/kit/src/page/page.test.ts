import fc from 'fast-check';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { decodeCursor, encodeCursor } from './cursor.ts';
import { pageOf } from './page.ts';

const position = z.tuple([z.number(), z.uuid()]);

test('a cursor comes back as it went', () =>
  fc.assert(
    fc.property(fc.tuple(fc.integer(), fc.uuid({ version: 4 })), (value) => {
      expect(decodeCursor(position, encodeCursor(value))).toEqual(value);
    }),
  ));

test.each(['', 'nonsense', encodeCursor(['1', 'x']), encodeCursor({}), 'A'.repeat(1000)])('%s is refused', (cursor) => {
  expect(() => decodeCursor(position, cursor)).toThrow(/cursor is not valid/);
});

test('no text makes decoding fail in another way', () =>
  fc.assert(
    fc.property(fc.string(), (text) => {
      expect(() => decodeCursor(position, text)).toThrow(expect.objectContaining({ status: 400 }));
    }),
  ));

test('pages by cursor hold every row once and in order', () =>
  fc.assert(
    fc.property(fc.uniqueArray(fc.integer(), { maxLength: 60 }), fc.integer({ min: 1, max: 9 }), (values, limit) => {
      const rows = values.toSorted((a, b) => a - b);
      const seen: number[] = [];
      let cursor: string | null = null;
      do {
        const after: number = cursor === null ? Number.NEGATIVE_INFINITY : decodeCursor(z.number(), cursor);
        const page = pageOf(rows.filter((row) => row > after).slice(0, limit + 1), limit, (row) => row);
        seen.push(...page.items);
        cursor = page.nextCursor;
      } while (cursor !== null);
      expect(seen).toEqual(rows);
    }),
  ));
