import fc from 'fast-check';
import { expect, test } from 'vitest';
import { robustTrainer } from './robust-trainer.ts';

const of = (values: readonly number[]) => ({ serviceId: 'h/shop/cart', feature: 'cpuLimitRatio' as const, values });
const train = (values: readonly number[]) => robustTrainer([of(values)], 7)[0];
const value = fc.double({ min: 0, max: 1e6, noNaN: true });

test('median, deviation and how many rows they rest on', () =>
  expect(train([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12])).toEqual({
    serviceId: 'h/shop/cart',
    feature: 'cpuLimitRatio',
    median: 6.5,
    mad: 3,
    rows: 12,
    trainedAtMs: 7,
  }));

test('too little history gives no baseline', () => expect(robustTrainer([of([1, 2, 3])], 7)).toEqual([]));

test('row 44: a constant series has a finite baseline', () =>
  expect(train(Array.from({ length: 20 }, () => 0.5))).toMatchObject({ median: 0.5, mad: 0 }));

test('row 42: as long as most rows are true, no poison moves it out of what is true', () =>
  fc.assert(
    fc.property(
      fc.array(value, { minLength: 13, maxLength: 60 }),
      fc.double({ min: 0, max: 1e12, noNaN: true }),
      (good, poison) => {
        const bad = Array.from({ length: Math.floor((good.length - 1) / 2) }, () => poison);
        const { median = Number.NaN, mad = Number.NaN } = train([...good, ...bad]) ?? {};
        expect(median).toBeGreaterThanOrEqual(Math.min(...good));
        expect(median).toBeLessThanOrEqual(Math.max(...good));
        expect(Number.isFinite(mad)).toBe(true);
      },
    ),
  ));

test('the order of rows changes nothing', () =>
  fc.assert(
    fc.property(fc.array(value, { minLength: 12, maxLength: 40 }), (values) => {
      expect(train(values.toReversed())).toEqual(train(values));
    }),
  ));
