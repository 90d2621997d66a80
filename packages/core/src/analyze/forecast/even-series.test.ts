import fc from 'fast-check';
import { expect, test } from 'vitest';
import { evenSeries } from './even-series.ts';

const STEP = 100;
const at = (...pairs: readonly (readonly [atMs: number, value: number])[]) =>
  pairs.map(([atMs, value]) => ({ atMs, value }));

test('the mean of each step that has ended', () =>
  expect(evenSeries(at([0, 1], [50, 3], [100, 5], [200, 9]), STEP, 250)).toEqual([2, 5]));

test('a short gap is bridged, before a long one all is left out', () => {
  expect(evenSeries(at([0, 1], [300, 4]), STEP, 400)).toEqual([1, 2, 3, 4]);
  expect(evenSeries(at([0, 1], [100, 1], [900, 4], [1_000, 5]), STEP, 1_100)).toEqual([4, 5]);
});

test('a series that has ended long ago is none', () =>
  expect(evenSeries(at([0, 1], [100, 2]), STEP, 1_000)).toEqual([]));

const anyValue = fc.record({
  atMs: fc.integer({ min: 0, max: 50 * STEP }),
  value: fc.oneof(fc.double({ min: 0, max: 1e9, noNaN: true }), fc.constantFrom(Number.NaN, Number.POSITIVE_INFINITY)),
});

test('rows 29, 30 and 31: bounded and finite, the same in any order and with duplicates', () =>
  fc.assert(
    fc.property(fc.uniqueArray(anyValue, { selector: ({ atMs }) => atMs, maxLength: 60 }), (values) => {
      const series = evenSeries(values, STEP, 50 * STEP);
      expect(series.length).toBeLessThanOrEqual(50);
      expect(series.every(Number.isFinite)).toBe(true);
      const again = evenSeries([...values.toReversed(), ...values], STEP, 50 * STEP);
      expect(again).toHaveLength(series.length);
      for (const [i, value] of series.entries())
        expect(Math.abs((again[i] ?? Number.NaN) - value)).toBeLessThanOrEqual(1e-9 * (1 + value));
    }),
  ));
