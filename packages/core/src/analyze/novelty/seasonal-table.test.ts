import { expect, test } from 'vitest';
import { newSeasonalTable, pushSeasonal, seasonalMedian } from './seasonal-table.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

test('knows nothing on the first day and the median of earlier days later', () => {
  const table = newSeasonalTable(HOUR_MS, 4);
  pushSeasonal(table, 5, 10 * HOUR_MS);
  expect(seasonalMedian(table, 11 * HOUR_MS).days).toBe(0);
  expect(seasonalMedian(table, DAY_MS + 10 * HOUR_MS)).toEqual({ median: 5, days: 1 });
});

test('takes in one bucket on either side, over midnight too', () => {
  const table = newSeasonalTable(HOUR_MS, 4);
  pushSeasonal(table, 1, 0);
  pushSeasonal(table, 3, HOUR_MS);
  pushSeasonal(table, 9, 23 * HOUR_MS);
  expect(seasonalMedian(table, DAY_MS).median).toBe(3);
});

test('several samples of one bucket count as their mean', () => {
  const table = newSeasonalTable(HOUR_MS, 4);
  for (const value of [2, 4, 6]) pushSeasonal(table, value, 10 * HOUR_MS + value);
  expect(seasonalMedian(table, DAY_MS + 10 * HOUR_MS).median).toBe(4);
});

test('forgets what is too many days old, after a gap as well', () => {
  const table = newSeasonalTable(HOUR_MS, 3);
  pushSeasonal(table, 7, 0);
  expect(seasonalMedian(table, 2 * DAY_MS).days).toBe(1);
  expect(seasonalMedian(table, 3 * DAY_MS).days).toBe(0);
  pushSeasonal(table, 8, 9 * DAY_MS + HOUR_MS);
  expect(seasonalMedian(table, 10 * DAY_MS)).toEqual({ median: 8, days: 1 });
});
