import { expect, test } from 'vitest';
import { parseSeries } from './series.ts';

const csv = 'timestamp,value\n1970-01-01 00:01:00,2.5\r\n1970-01-01 00:02:00,3\n1970-01-01 00:02:00,4\n';

test('a series is read as UTC, its windows as rows in order, the first of equal times counting', () => {
  const { atMs, values, spans } = parseSeries('made/up.csv', csv, [
    ['1970-01-01 00:02:00.000000', '1970-01-01 00:02:00'],
    ['1970-01-01 00:01:00', '1970-01-01 00:01:00'],
  ]);
  expect([...atMs]).toEqual([60_000, 120_000, 120_000]);
  expect([...values]).toEqual([2.5, 3, 4]);
  expect(spans).toEqual([
    [0, 0],
    [1, 1],
  ]);
});

test('a window edge that is no row is refused by its name and that of the series', () => {
  const parse = () => parseSeries('made/up.csv', csv, [['2026-01-02 00:00:00', '1970-01-01 00:01:00']]);
  expect(parse).toThrow('made/up.csv: the window edge 2026-01-02 00:00:00 is no row of the series');
});
