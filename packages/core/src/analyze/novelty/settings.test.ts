import { expect, test } from 'vitest';
import { settingsOf } from './settings.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

test.each([MINUTE_MS, 5 * MINUTE_MS, 15 * MINUTE_MS])('windows last as long at steps of %d ms', (stepMs) => {
  const { scales, latelyRows, quietMs } = settingsOf({ stepMs });
  expect(scales.map(({ rows }) => rows * stepMs)).toEqual([stepMs, HOUR_MS, 3 * HOUR_MS]);
  expect(latelyRows * stepMs).toBe(12 * HOUR_MS);
  expect(quietMs).toBe(12 * HOUR_MS);
});

test('what is given stands instead', () => {
  expect(settingsOf({ stepMs: MINUTE_MS, alarmAt: 0.9, effectMin: 3 })).toMatchObject({ alarmAt: 0.9, effectMin: 3 });
});
