import { expect, test } from 'vitest';
import { normalised, outcomeOf } from './outcome.ts';
import { PROFILES, warmUpRows } from './rules.ts';
import { detectedAt, scored } from './testing/made-up.ts';

const score = (rows: readonly number[], profile: keyof typeof PROFILES = 'standard') =>
  normalised(outcomeOf(detectedAt(...rows), 0.5, PROFILES[profile]));

test('the warm-up is 15 % of the rows and at most 750', () => {
  expect([99, 100, 5_000, 20_000].map(warmUpRows)).toEqual([14, 15, 750, 750]);
});

test('silence is worth 0, every window at its first row 100', () => {
  expect(score([])).toBe(0);
  expect(score([40, 70])).toBe(100);
});

test('in a window only the earliest detection counts, and an early one more than a late one', () => {
  expect(score([42, 45, 49, 70])).toBe(score([42, 70]));
  expect(score([42, 70])).toBeGreaterThan(score([47, 70]) ?? 0);
});

test.each([
  { profile: 'standard', rows: [20], want: (100 * -0.11) / 4 },
  { profile: 'rewardLowFP', rows: [20], want: (100 * -0.22) / 4 },
  { profile: 'rewardLowFN', rows: [20], want: (100 * -0.11) / 6 },
  { profile: 'standard', rows: [10], want: 0 },
] as const)('$profile: a detection at $rows, before any window', ({ profile, rows, want }) => {
  expect(score(rows, profile)).toBeCloseTo(want, 12);
});

test('a false alarm just after a window costs less than one far from it', () => {
  expect(score([50])).toBeGreaterThan(score([60]) ?? 0);
  expect(score([60])).toBeGreaterThan(score([20]) ?? 0);
});

test('false rows at most 12 apart are one episode', () => {
  expect(outcomeOf(detectedAt(16, 28, 41, 62), 0.5, PROFILES.standard)).toMatchObject({ falseEpisodes: 2, found: 1 });
});

test('a score that is no number detects nothing', () => {
  expect(outcomeOf(scored({ 40: Number.NaN }), 0.5, PROFILES.standard)).toMatchObject({ found: 0, falseEpisodes: 0 });
});
