import { expect, test } from 'vitest';
import type { Forecaster, SeasonalForecast } from '../../ports/forecaster.ts';
import { loadAhead } from './load-ahead.ts';

const STEP_MS = 900_000;
const says = (forecast: SeasonalForecast | undefined): Forecaster => ({ ahead: () => forecast });
const history = (steps: number) =>
  Array.from({ length: steps }, (_, i) => ({ atMs: i * STEP_MS, value: 10 + (i % 3) }));
const two = history(192);
const nowMs = 192 * STEP_MS + 1_000;
const forecast = { expected: [10, 15, 12, 11], low: [9, -1, 11, 10], high: [11, 20, 13, 12] };

test('the highest load of the next hour, never below none', () =>
  expect(loadAhead(two, says(forecast), nowMs)).toEqual({
    now: 12,
    expected: 15,
    low: 0,
    high: 20,
    atMs: 193 * STEP_MS,
  }));

test('less than two days say nothing, nor does a load that nobody has measured for hours', () => {
  expect(loadAhead(history(191), says(forecast), 191 * STEP_MS)).toBeUndefined();
  expect(loadAhead(two, says(forecast), nowMs + 86_400_000)).toBeUndefined();
});

test('no NaN ever comes out', () => {
  expect(loadAhead(two, says(undefined), nowMs)).toBeUndefined();
  expect(loadAhead(two, says({ ...forecast, high: [1, Number.NaN, 1, 1] }), nowMs)).toBeUndefined();
  expect(loadAhead(two, says({ ...forecast, expected: [1, Number.NaN, 1, 1] }), nowMs)).toBeUndefined();
  expect(loadAhead(two, says({ expected: [], low: [], high: [] }), nowMs)).toBeUndefined();
});
