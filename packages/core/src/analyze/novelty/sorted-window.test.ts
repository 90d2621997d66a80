import fc from 'fast-check';
import { expect, test } from 'vitest';
import { newSortedWindow, pushSorted, quantileOf, sortedWindowOf } from './sorted-window.ts';

const numbers = fc.array(fc.float({ noNaN: true, noDefaultInfinity: true, min: -1000, max: 1000 }), { maxLength: 60 });
const held = (values: readonly number[]) => {
  const window = newSortedWindow(8);
  for (const value of values) pushSorted(window, value);
  return window;
};

test('holds the newest values in order, however many came', () =>
  fc.assert(
    fc.property(numbers, (values) => {
      const { sorted, ring } = held(values);
      const want = Float32Array.from(values.slice(-8)).toSorted();
      expect([...sorted.subarray(0, ring.count)].map((value) => value + 0)).toEqual(
        [...want].map((value) => value + 0),
      );
    }),
  ));

test('is the same when it is made from its ring alone', () =>
  fc.assert(
    fc.property(numbers, (values) => {
      const window = held(values);
      const again = sortedWindowOf(window.ring);
      expect(quantileOf(again, 0.3)).toBe(quantileOf(window, 0.3));
    }),
  ));

test('quantiles lie between neighbours', () => {
  const window = held([4, 1, 3, 2]);
  expect([0, 0.5, 1].map((share) => quantileOf(window, share))).toEqual([1, 2.5, 4]);
  expect(quantileOf(newSortedWindow(4), 0.5)).toBe(0);
});
