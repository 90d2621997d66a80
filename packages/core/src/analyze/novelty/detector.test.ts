import { expect, test } from 'vitest';
import { newDetector } from './detector.ts';
import { settingsOf } from './settings.ts';
import { alarmsIn, DAY_ROWS, feed, noise, quiet, type Sample, STEP_MS, series } from './testing/made-up.ts';

const settings = settingsOf({ stepMs: STEP_MS });
const alarmsOn = (rows: number, value: (row: number) => number) =>
  alarmsIn(feed(newDetector(settings), series(rows, value)));

/** Rows since the last of two restarts of different rhythm. */
const counter = (row: number): number => Math.min(row % 173, row % 97);

test.each([
  { name: 'a daily pattern with noise', value: quiet },
  { name: 'a constant', value: () => 45 },
  { name: 'zero', value: () => 0 },
  { name: 'noise alone', value: (row: number) => 100 * noise(row) },
  { name: 'a constant with less than the smallest effect', value: (row: number) => 45 + (row === 1_500 ? 0.0001 : 0) },
  { name: 'a counter that begins again, as it did before', value: counter },
])('stays quiet on $name', ({ value }) => expect(alarmsOn(2_500, value)).toEqual([]));

test('tells a jump once, at once', () => {
  const alarms = alarmsOn(1_600, (row) => quiet(row) + (row >= 1_500 ? 60 : 0));
  expect(alarms).toHaveLength(1);
  expect((alarms[0] ?? 0) - 1_500).toBeLessThan(4);
});

test.each([
  { name: 'of a thousandfold', factor: 1_000 },
  { name: 'to a thousandth', factor: 0.001 },
])('a unit that jumps $name is flagged at its first sample, and finite', ({ factor }) => {
  const seen = feed(
    newDetector(settings),
    series(1_600, (row) => quiet(row) * (row >= 1_500 ? factor : 1)),
  );
  expect(alarmsIn(seen)[0]).toBe(1_500);
  expect(seen.every((one) => one !== undefined && one.risk <= 1)).toBe(true);
});

test('a value missed at its time of day is found though it was seen at another', () => {
  const work = (row: number): number => (row % DAY_ROWS > 100 && row % DAY_ROWS < 200 ? 80 : 20) + noise(row);
  const missed = 7 * DAY_ROWS;
  const alarms = alarmsOn(2_400, (row) => (row > missed && row < missed + DAY_ROWS ? 20 + noise(row) : work(row)));
  expect(alarms.some((row) => row > missed + 100 && row < missed + 140)).toBe(true);
});

test('there is no risk during the warm-up, and no alarm', () => {
  const seen = feed(
    newDetector(settingsOf({ stepMs: STEP_MS, warmUpRows: 400 })),
    series(400, (row) => quiet(row) + (row === 300 ? 500 : 0)),
  );
  expect(seen.every((one) => one?.risk === 0 && !one.alarm)).toBe(true);
});

test('after a long gap means begin afresh: what was before it is no part of the last hour', () => {
  const samples = series(1_500);
  const detector = newDetector(settings);
  feed(detector, samples);
  const [after] = feed(detector, [[50, 1_500 * STEP_MS + settings.gapMs + STEP_MS]]);
  expect(after?.looks.map(({ value }) => value)).toEqual([50, 50, 50].map((value) => expect.closeTo(value, 9)));
});

test.each([60_000, 900_000, 1_800_000, 3_600_000])(
  'at steps of %d ms noise alone stays quiet, and a jump is told',
  (stepMs) => {
    const detector = newDetector(settingsOf({ stepMs, warmUpRows: 300 }));
    const samples = Array.from(
      { length: 1_700 },
      (_, row): Sample => [50 + 10 * noise(row) + (row >= 1_600 ? 30 : 0), (row + 1) * stepMs],
    );
    const [first = 0] = alarmsIn(feed(detector, samples));
    expect(first).toBeGreaterThanOrEqual(1_600);
    expect(first).toBeLessThan(1_606);
  },
);
