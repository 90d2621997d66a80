import fc from 'fast-check';
import { expect, test } from 'vitest';
import { nextFloatUp } from './next-float-up.ts';

test.for([
  [0, 2 ** -149],
  [-0, 2 ** -149],
  [1, 1 + 2 ** -23],
  [-1, -1 + 2 ** -24],
] as const)('above %d stands %d', ([value, next]) => expect(nextFloatUp(value)).toBe(next));

test('nothing of single precision lies between', () =>
  fc.assert(
    fc.property(fc.float({ noNaN: true, noDefaultInfinity: true }), (value) => {
      const next = nextFloatUp(value);
      expect(next).toBeGreaterThan(value);
      const middle = value + (next - value) / 2;
      expect([value, next]).toContain(Math.fround(middle) + 0);
    }),
  ));
