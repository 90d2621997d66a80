import fc from 'fast-check';
import { expect, test } from 'vitest';
import { deviation, referenceOf } from './reference.ts';

const rule = { tail: 0.99, floor: 0.1 } as const;
const hundred = Array.from({ length: 101 }, (_, i) => i);

test('spreads are those of a normal distribution with the same quartiles', () =>
  expect(referenceOf(hundred, rule)).toEqual({
    median: 50,
    up: expect.closeTo(50 / 1.349),
    down: expect.closeTo(50 / 1.349),
  }));

test('a heavy tail widens its own side alone', () => {
  const spiky = referenceOf([...Array(95).fill(1), ...Array(5).fill(100)], rule);
  expect(spiky).toEqual({ median: 1, up: expect.closeTo(99 / 2.326), down: 0.1 });
});

test('a constant has the floor as spread', () =>
  expect(referenceOf([5, 5, 5], rule)).toEqual({ median: 5, up: 0.1, down: 0.1 }));

test('nothing finite, no reference; what is not finite deviates by nothing', () => {
  expect(referenceOf([Number.NaN, Number.POSITIVE_INFINITY], rule)).toBeUndefined();
  expect(deviation(Number.NaN, { median: 0, up: 1, down: 1 })).toBe(0);
});

test('shift and scale change no deviation', () =>
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: -1_000, max: 1_000 }), { minLength: 1 }),
      fc.integer({ min: -1_000, max: 1_000 }),
      fc.constantFrom(0.5, 2, 8),
      fc.integer({ min: -100, max: 100 }),
      (values, value, factor, shift) => {
        const of = (x: number): number => x * factor + shift;
        const plain = referenceOf(values, rule);
        const moved = referenceOf(values.map(of), { ...rule, floor: rule.floor * factor });
        expect(moved && deviation(of(value), moved)).toBeCloseTo((plain && deviation(value, plain)) ?? Number.NaN, 6);
      },
    ),
  ));
