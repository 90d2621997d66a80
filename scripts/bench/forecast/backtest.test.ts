import type { Forecaster } from '@ares/core';
import { expect, test } from 'vitest';
import { backtest } from './backtest.ts';

const STEP_MS = 900_000;
const rising = (days: number) => Array.from({ length: days * 96 }, (_, i) => ({ atMs: i * STEP_MS, value: i }));
/** Knows a line that rises by one a step. */
const knows: Forecaster = {
  ahead: (values, _, steps) => {
    const last = values.at(-1) ?? 0;
    const line = (by: number) => Array.from({ length: steps }, (_unused, i) => last + i + 1 + by);
    return { expected: line(0.5), low: line(-1), high: line(1) };
  },
};

test('errors of a forecast, of the last value and of the day before, over 20 hours', () =>
  expect(backtest(rising(10), knows)).toEqual({
    values: 80,
    within: 80,
    error: 40,
    lastError: 20 * (1 + 2 + 3 + 4),
    dayBeforeError: 80 * 96,
  }));

test('what was not seen beforehand is not used', () => {
  let longest = 0;
  const watching: Forecaster = {
    ahead: (values, perDay, steps) => {
      longest = Math.max(longest, values.length);
      return knows.ahead(values, perDay, steps);
    },
  };
  backtest(rising(10), watching);
  expect(longest).toBe(7 * 96);
});

test('too short a series is left out', () => expect(backtest(rising(7), knows)).toBeUndefined());
