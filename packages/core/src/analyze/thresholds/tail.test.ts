import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Tail } from '../../model/knowledge.ts';
import { learnTail, TAIL_EVERY_MS, TAIL_KEPT, tailAt } from './tail.ts';

const DAY_MS = 86_400_000;
const learn = (samples: readonly (readonly [value: number, atMs: number])[]): Tail | undefined =>
  samples.reduce<Tail | undefined>((tail, [value, atMs]) => learnTail(tail, value, atMs), undefined);
const eachMinute = (values: readonly number[]) => values.map((value, i) => [value, i * TAIL_EVERY_MS] as const);
const anyValue = fc.oneof(
  fc.double({ min: 0, max: 1e6, noNaN: true }),
  fc.constantFrom(Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY),
);
const anySamples = fc.array(fc.tuple(anyValue, fc.integer({ min: 0, max: 10 * DAY_MS })), { maxLength: 100 });

test('the largest values are kept in order, and all are counted', () => {
  const tail = learn(eachMinute(Array.from({ length: 100 }, (_, i) => (i * 37) % 100)));
  expect(tail && tailAt(tail, tail.atMs)).toEqual({
    n: 100,
    top: Array.from({ length: TAIL_KEPT }, (_, i) => 99 - i),
  });
});

test('of one minute, one value counts', () => {
  expect(
    learn([
      [1, 0],
      [9, 5_000],
      [2, 60_000],
    ]),
  ).toMatchObject({ n: 2, top: [2, 1] });
});

test('what was usual two days ago is forgotten, also where nothing came since', () => {
  const tail = learn([
    [9, 0],
    [1, DAY_MS + 1],
    [2, DAY_MS + 60_001],
  ]);
  expect(tail && tailAt(tail, DAY_MS + 60_001)).toEqual({ n: 3, top: [9, 2, 1] });
  expect(tail && tailAt(tail, 2 * DAY_MS + 2)).toEqual({ n: 2, top: [2, 1] });
  expect(tail && tailAt(tail, 4 * DAY_MS)).toEqual({ n: 0, top: [] });
});

test('rows 29 and 30: a value that is late or read again changes nothing', () =>
  fc.assert(
    fc.property(anySamples, anyValue, fc.nat(), (samples, value, lateMs) => {
      const tail = learn(samples);
      if (tail !== undefined) expect(learnTail(tail, value, tail.atMs - lateMs)).toBe(tail);
    }),
  ));

test('row 31: nothing that is not finite is ever kept, and the state stays small', () =>
  fc.assert(
    fc.property(anySamples, (samples) => {
      const tail = learn(samples);
      if (tail === undefined) return;
      expect([...tail.top, ...tail.before.top, tail.n, tail.before.n, tail.fromMs].every(Number.isFinite)).toBe(true);
      expect(JSON.stringify(tail).length).toBeLessThan(700);
    }),
  ));
