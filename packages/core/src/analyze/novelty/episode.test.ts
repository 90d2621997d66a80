import { expect, test } from 'vitest';
import { riskOf, surpriseAt } from './calibration.ts';
import { newEpisode, raises } from './episode.ts';
import { settingsOf } from './settings.ts';

const HOUR_MS = 3_600_000;
const settings = settingsOf({ stepMs: 300_000 });
const LOUD = surpriseAt(settings.alarmAt) + 0.1;

test.each([
  { name: 'nothing below the threshold speaks', surprises: [[0, LOUD - 0.2]], want: [false] },
  {
    name: 'one trouble is told once',
    surprises: [
      [0, LOUD],
      [1, LOUD],
      [11, 2 * LOUD],
    ],
    want: [true, false, false],
  },
  {
    name: 'what is clearly worse is told again',
    surprises: [
      [0, LOUD],
      [1, 3 * LOUD],
    ],
    want: [true, true],
  },
  {
    name: 'after half a day it may speak again',
    surprises: [
      [0, 3 * LOUD],
      [12, LOUD],
    ],
    want: [true, true],
  },
  {
    name: 'silence renews nothing',
    surprises: [
      [0, LOUD],
      [8, LOUD],
      [13, LOUD],
    ],
    want: [true, false, true],
  },
] as const)('$name', ({ surprises, want }) => {
  const episode = newEpisode();
  expect(surprises.map(([hour, surprise]) => raises(episode, surprise, hour * HOUR_MS, settings))).toEqual(want);
});

test('risk and surprise are each the other’s inverse', () => {
  expect(riskOf(0)).toBe(0);
  expect(surpriseAt(riskOf(5))).toBeCloseTo(5, 12);
});
