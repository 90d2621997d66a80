import fc from 'fast-check';
import { expect, test } from 'vitest';
import { troubleSpan } from './trouble-span.ts';

const spanOf = (recent: readonly number[]) => troubleSpan({ normal: [1, 1, 1], recent, requests: [] });

test('all of the trouble is in the stretch and most of the stretch is trouble, whether it goes on or has ended', () =>
  fc.assert(
    fc.property(fc.nat(6), fc.integer({ min: 2, max: 6 }), fc.nat(6), (before, trouble, after) => {
      const recent = [...Array(before).fill(1), ...Array(trouble).fill(5), ...Array(after).fill(1)];
      const { from, to } = spanOf(recent) ?? { from: 0, to: 0 };
      expect([from <= before, to >= before + trouble]).toEqual([true, true]);
      expect(trouble / (to - from)).toBeGreaterThan(0.5);
    }),
  ));

test('trouble that is older than the rows is all of them', () =>
  expect(spanOf([5, 5, 5, 5])).toEqual({ from: 0, to: 4 }));

test('fewer than two samples are no stretch', () => {
  expect(spanOf([5])).toBeUndefined();
  expect(spanOf([Number.NaN, Number.NaN, Number.NaN])).toBeUndefined();
});
