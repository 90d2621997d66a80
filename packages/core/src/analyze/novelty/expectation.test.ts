import { expect, test } from 'vitest';
import { expectAndLearn, newExpectation } from './expectation.ts';
import { settingsOf } from './settings.ts';
import { DAY_ROWS, noise, STEP_MS } from './testing/made-up.ts';

const settings = settingsOf({ stepMs: STEP_MS });
const expectations = (rows: number, value: (row: number) => number) => {
  const state = newExpectation(settings);
  return Array.from({ length: rows }, (_, row) => expectAndLearn(state, value(row), row * STEP_MS, settings));
};

test('the first sample is as expected; later ones are expected as the mean of those before', () => {
  expect(expectations(3, (row) => [4, 8, 100][row] ?? 0)).toEqual([4, 4, 6]);
});

test('a daily pattern is expected once two days know it', () => {
  const office = (row: number): number => (row % DAY_ROWS > 100 && row % DAY_ROWS < 200 ? 80 : 20);
  const expected = expectations(4 * DAY_ROWS, office);
  expect(expected[DAY_ROWS + 150]).not.toBeCloseTo(80, 0);
  expect(expected[3 * DAY_ROWS + 150]).toBe(80);
  expect(expected[3 * DAY_ROWS + 50]).toBe(20);
});

test('a metric whose level changes every other day is expected as it was lately, not as on other days', () => {
  const level = (row: number): number => 1_000 * noise(Math.floor(row / (2 * DAY_ROWS)));
  const row = 6 * DAY_ROWS - 1;
  const expected = expectations(row + 1, level)[row] ?? Number.NaN;
  expect(Math.abs(expected - level(row))).toBeLessThan(0.05 * Math.abs(expected - level(3 * DAY_ROWS)));
});
