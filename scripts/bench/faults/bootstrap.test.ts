import { expect, test } from 'vitest';
import { bootstrapInterval } from './bootstrap.ts';

test('the interval holds the share, and narrows with more cases', () => {
  const width = (cases: number): number => {
    const [low, high] = bootstrapInterval(Array.from({ length: cases }, (_, i) => i % 4 !== 0));
    expect([low <= 0.75, high >= 0.75]).toEqual([true, true]);
    return high - low;
  };
  expect(width(400)).toBeLessThan(width(24));
});

test('a seed makes it the same twice', () =>
  expect(bootstrapInterval([true, false, true])).toEqual(bootstrapInterval([true, false, true])));

test('no doubt where every case is alike', () => expect(bootstrapInterval([true, true])).toEqual([1, 1]));
