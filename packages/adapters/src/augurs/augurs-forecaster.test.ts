import { expect, test } from 'vitest';
import { augursForecaster } from './augurs-forecaster.ts';

const PER_DAY = 48;
const daily = (i: number): number => 100 + 40 * Math.sin((2 * Math.PI * i) / PER_DAY);
/** Even in -1..1, without a pattern. */
const noise = (i: number): number => 2 * ((Math.sin(i * 12.9898) * 43_758.5453) % 1);
const forecaster = augursForecaster();

test('a daily load goes on as it was, within its interval', () => {
  const values = Array.from({ length: 5 * PER_DAY }, (_, i) => daily(i) + noise(i));
  const ahead = forecaster.ahead(values, PER_DAY, 8);
  expect(ahead?.expected).toHaveLength(8);
  for (const [i, expected] of (ahead?.expected ?? []).entries()) {
    const truth = daily(values.length + i);
    expect(Math.abs(expected - truth)).toBeLessThan(6);
    expect(ahead?.low[i]).toBeLessThan(truth);
    expect(ahead?.high[i]).toBeGreaterThan(truth);
  }
});

test.each([
  { name: 'a constant load', values: Array<number>(4 * PER_DAY).fill(5) },
  { name: 'no load at all', values: Array<number>(4 * PER_DAY).fill(0) },
])('row 44: $name is forecast as it is, or not at all', ({ values }) => {
  for (const value of forecaster.ahead(values, PER_DAY, 2)?.expected ?? []) expect(value).toBeCloseTo(values[0] ?? 0);
});

test('what is too short has no forecast, and the next one can still be made', () => {
  expect(forecaster.ahead([], PER_DAY, 2)).toBeUndefined();
  expect(forecaster.ahead([1, 2, 3], PER_DAY, 2)).toBeUndefined();
  const values = Array.from({ length: 3 * PER_DAY }, (_, i) => daily(i) + noise(i));
  expect(forecaster.ahead(values, PER_DAY, 2)?.expected).toHaveLength(2);
});
