import { expect, test } from 'vitest';
import { rowsWritten } from './rows-written.ts';

test.each([
  ['INSERT 0 12\0', 12],
  ['UPDATE 3\0', 3],
  ['DELETE 0\0', 0],
  ['SELECT 5\0', 0],
  ['COMMIT\0', 0],
])('%j wrote %i', (tag, rows) => expect(rowsWritten(tag)).toBe(rows));
