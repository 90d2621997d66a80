import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isMet, meets, percentile } from './bench.ts';

test('a missing or NaN figure never meets its goal', () => {
  expect(isMet({}, { a: { op: '<=', value: 1 } })).toBe(false);
  expect(meets(Number.NaN, { op: '>=', value: 0 })).toBe(false);
});

test.each([
  { figure: 1, op: '<=', value: 1, want: true },
  { figure: 2, op: '<=', value: 1, want: false },
  { figure: 0.7, op: '>=', value: 0.7, want: true },
  { figure: 1, op: '==', value: 0, want: false },
] as const)('$figure $op $value is $want', ({ figure, op, value, want }) =>
  expect(meets(figure, { op, value })).toBe(want),
);

test('a percentile is one of the values, and no smaller than its share of them', () =>
  fc.assert(
    fc.property(
      fc.array(fc.integer(), { minLength: 1 }),
      fc.double({ min: 0.01, max: 1, noNaN: true }),
      (values, share) => {
        const p = percentile(values, share);
        expect(values).toContain(p);
        expect(values.filter((v) => v <= p).length).toBeGreaterThanOrEqual(share * values.length);
      },
    ),
  ));

test('percentile of nothing is NaN', () => expect(percentile([], 0.95)).toBeNaN());
