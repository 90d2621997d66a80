import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { FarOut } from '../../model/knowledge.ts';
import { farOutBound, seeFarOut } from './far-out.ts';

const MINUTE_MS = 60_000;
const FLOOR = 0.1;
/** Ten hours of latencies between 200 and 300 ms, and then more. */
const usual = Array.from({ length: 600 }, (_, i) => 0.2 + 0.1 * ((i * 0.618) % 1));
const see = (values: readonly number[], isHealthy = true, from?: FarOut, startMs = 0): FarOut | undefined =>
  values.reduce<FarOut | undefined>(
    (seen, value, i) => seeFarOut(seen, value, startMs + i * MINUTE_MS, FLOOR, isHealthy),
    from,
  );
const known = see(usual);
const nowMs = usual.length * MINUTE_MS;
const then = (values: readonly number[], isHealthy = true) => see(values, isHealthy, known, nowMs);

test('one slow minute is none, two of three are; three that are not end it', () => {
  expect(then([2])?.raised).toBe(false);
  expect(then([2, 0.2, 2])?.raised).toBe(true);
  expect(then([2, 2, 0.2, 0.2])?.raised).toBe(true);
  expect(then([2, 2, 0.2, 0.2, 0.2])?.raised).toBe(false);
});

test('what is near the bound is near to what is expected, and quicker than the floor is never far out', () => {
  expect(then([0.32, 0.32, 0.32])?.raised).toBe(false);
  const quick = see(usual.map((value) => value / 1_000));
  expect(see([0.09, 0.09], true, quick, nowMs)?.raised).toBe(false);
});

test('too little history says nothing', () => expect(see([...usual.slice(0, 100), 9, 9, 9])?.raised).toBe(false));

test('neither what is far out nor an unwell time teaches', () => {
  expect(then([2, 2, 2])?.tail).toEqual(known?.tail);
  expect(then([0.3, 0.3], false)?.tail).toEqual(known?.tail);
});

test('a level that stays is the usual one after two days', () => {
  const days = Array<number>(3 * 1_440).fill(2);
  const seen = then(days);
  expect(seen?.raised).toBe(false);
  expect(farOutBound(seen, nowMs + days.length * MINUTE_MS, FLOOR)).toBeCloseTo(2.4);
});

test('rows 29, 30 and 31: what is late, read again or no number changes nothing', () =>
  fc.assert(
    fc.property(fc.double({ noNaN: false }), fc.integer({ min: 0, max: 10 * nowMs }), (value, beforeMs) => {
      const atMs = (usual.length - 1) * MINUTE_MS;
      expect(seeFarOut(known, value, atMs - beforeMs, FLOOR, true)).toBe(known);
      expect(seeFarOut(known, Number.NaN, atMs + beforeMs, FLOOR, true)).toBe(known);
    }),
  ));
