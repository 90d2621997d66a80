import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const root = join(import.meta.dirname, '../..');
const read = (path: string): string => readFileSync(join(root, path), 'utf8');

/** Rows of the safety table that are promised on the path of the functions. */
const promised = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 14, 15, 16, 17, 18, 20, 36, 45, 46, 49, 50, 51, 52];

const table = [...read('lambdas/README.md').matchAll(/^\| (\d+) \|.*\| (`.+`) \|$/gm)].map(([, row, files = '']) => ({
  row: Number(row),
  files: [...files.matchAll(/`([^`]+)`/g)].map(([, file = '']) => file),
}));

/** Rows that names of tests in a file begin with, such as `rows 7 and 8: …` or `promise 46: …`. */
const rowsOf = (file: string): readonly number[] =>
  [...read(file).matchAll(/['`](?:rows?|promise) ([\d, and]+):/g)].flatMap(([, numbers = '']) =>
    (numbers.match(/\d+/g) ?? []).map(Number),
  );

test('the table has every row that is promised here, once', () =>
  expect(table.map(({ row }) => row)).toEqual(promised));

test.each(table)('row $row has a test of its name in each of its files', ({ row, files }) => {
  expect(files).not.toEqual([]);
  for (const file of files) expect(rowsOf(file), file).toContain(row);
});
