import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { FeatureName } from '../../model/feature.ts';
import { burnOf } from './burn-rate.ts';

type Ratios = Partial<Record<FeatureName, number>>;
const burning = (ratios: Ratios, budget = 0.01) => burnOf((feature) => ratios[feature], budget)?.windows.rate;

test.each([
  { name: 'fast', ratios: { errorRatio1h: 0.145, errorRatio5m: 0.2 }, want: 14.4 },
  { name: 'over by now', ratios: { errorRatio1h: 0.5, errorRatio5m: 0.1 }, want: undefined },
  { name: 'a short burst', ratios: { errorRatio1h: 0.1, errorRatio5m: 0.9 }, want: undefined },
  { name: 'slow', ratios: { errorRatio6h: 0.06, errorRatio30m: 0.07, errorRatio1h: 0.07 }, want: 6 },
  { name: 'row 31: a ratio that is no number', ratios: { errorRatio1h: Number.NaN, errorRatio5m: 1 }, want: undefined },
  { name: 'nothing measured', ratios: {}, want: undefined },
])('$name', ({ ratios, want }) => expect(burning(ratios)).toBe(want));

const share = fc.double({ min: 0, max: 1, noNaN: true });
const anyRatios = fc.record({ errorRatio5m: share, errorRatio30m: share, errorRatio1h: share, errorRatio6h: share });

test('more errors never burn less, and a larger budget never burns more', () =>
  fc.assert(
    fc.property(anyRatios, share, fc.double({ min: 1, max: 10, noNaN: true }), (ratios, budget, factor) => {
      const more = Object.fromEntries(Object.entries(ratios).map(([feature, ratio]) => [feature, ratio * factor]));
      if (burning(ratios, budget) !== undefined) expect(burning(more, budget)).toBeDefined();
      if (burning(ratios, budget * factor) !== undefined) expect(burning(ratios, budget)).toBeDefined();
    }),
  ));
