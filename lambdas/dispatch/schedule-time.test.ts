import { expect, test } from 'vitest';
import { scheduleTime } from './schedule-time.ts';

const MEANT_MS = Date.parse('2026-11-23T10:05:00Z');

test('the time that was meant, however late it is', () =>
  expect(scheduleTime({ time: '2026-11-23T10:05:00Z' }, MEANT_MS + 59_000)).toBe(MEANT_MS));

test.each(['<aws.scheduler.scheduled-time>', 'soon', ''])('a time that nobody filled in is this minute: %j', (time) => {
  for (const late of [0, 1, 59_999]) expect(scheduleTime({ time }, MEANT_MS + late)).toBe(MEANT_MS);
});

test.each([{}, { time: 5 }, null])('an event without one is refused: %j', (event) =>
  expect(() => scheduleTime(event, MEANT_MS)).toThrow(/time|object/),
);
