import { expect, test } from 'vitest';
import { newDetector, type Observation } from './detector.ts';
import { reasonsOf } from './reasons.ts';
import { settingsOf } from './settings.ts';
import { feed, quiet, STEP_MS, series } from './testing/made-up.ts';

const settings = settingsOf({ stepMs: STEP_MS });
const after = (last: readonly number[]) => {
  const detector = newDetector(settings);
  const seen = feed(
    detector,
    series(1_500 + last.length, (row) => last[row - 1_500] ?? quiet(row)),
  );
  return { detector, observation: seen.at(-1) as Observation };
};

test('the heaviest reason comes first, and weights add up to 1', () => {
  const { detector, observation } = after([120]);
  const reasons = reasonsOf(observation, detector);
  expect(reasons.map(({ weight }) => weight)).toEqual(reasons.map(({ weight }) => weight).toSorted((a, b) => b - a));
  expect(reasons.reduce((sum, { weight }) => sum + weight, 0)).toBeCloseTo(1);
});

test('words name value, expected range, how far back that was learnt, and the unit', () => {
  const { detector, observation } = after([120, 120, 120]);
  const words = reasonsOf(observation, detector, (value) => `${value.toFixed(0)} %`).map((reason) => reason.words);
  expect(words).toContainEqual(
    expect.stringMatching(/^the sample, 120 %, is above the \d+ % to \d+ % expected after the last 5 days$/),
  );
  expect(words).toContainEqual(expect.stringMatching(/^the mean of the last hour, \d+ %, is above the /));
  expect(words).toContainEqual(
    expect.stringMatching(
      /^the mean of the last 3 hours, \d+ %, is within the .* expected, but nearly nothing was as near/,
    ),
  );
});

test('what is too low is said to be below', () => {
  const { detector, observation } = after([3.1234]);
  expect(reasonsOf(observation, detector)[0]?.words).toMatch(/^the sample, 3\.123, is below the [\d.]+ to [\d.]+ /);
});

test('a value in a gap between two habits is said to be within the range, yet new', () => {
  const detector = newDetector(settings);
  const seen = feed(
    detector,
    series(1_500, (row) => (row === 1_499 ? 50 : (row % 2 ? 10 : 90) + (row % 5))),
  );
  const sample = reasonsOf(seen.at(-1) as Observation, detector).find(({ scale }) => scale === 'sample');
  expect(sample?.words).toMatch(
    /^the sample, 50, is within the .* expected, but nearly nothing was as near it in the last 5 days$/,
  );
});

test('nothing surprising has no reason', () => {
  const detector = newDetector(settings);
  const seen = feed(
    detector,
    series(700, () => 5),
  );
  expect(reasonsOf(seen.at(-1) as Observation, detector)).toEqual([]);
});
