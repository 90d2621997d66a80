import { expect, test } from 'vitest';
import { scheduleTime } from './schedule-time.ts';

test('the time that was meant', () =>
  expect(scheduleTime({ source: 'aws.scheduler', time: '2026-11-23T10:05:00Z' })).toBe(1_795_428_300_000));

test.each([{}, { time: 'soon' }, null])('an event without one is refused: %j', (event) =>
  expect(() => scheduleTime(event)).toThrow(/time|object/),
);
