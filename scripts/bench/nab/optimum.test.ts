import fc from 'fast-check';
import { expect, test } from 'vitest';
import { optimalThreshold } from './optimum.ts';
import { outcomeOf } from './outcome.ts';
import { PROFILE_NAMES, PROFILES } from './rules.ts';
import { detectedAt, scored } from './testing/made-up.ts';

test('the optimum is the highest threshold that no other beats', () => {
  expect(optimalThreshold([scored({ 20: 0.3, 40: 0.9, 70: 0.6 })], PROFILES.standard)).toBe(0.6);
});

test('where silence is best the optimum is beyond every score', () => {
  expect(optimalThreshold([detectedAt(20)], PROFILES.standard)).toBe(Number.POSITIVE_INFINITY);
});

test('no threshold gives more, over any scores', () =>
  fc.assert(
    fc.property(fc.dictionary(fc.nat(99).map(String), fc.nat(9)), fc.constantFrom(...PROFILE_NAMES), (scores, name) => {
      const series = scored(scores);
      const raw = (threshold: number): number => outcomeOf(series, threshold, PROFILES[name]).raw;
      const best = raw(optimalThreshold([series], PROFILES[name]));
      for (let threshold = 0; threshold <= 10; threshold++) expect(raw(threshold)).toBeLessThanOrEqual(best + 1e-9);
    }),
  ));
