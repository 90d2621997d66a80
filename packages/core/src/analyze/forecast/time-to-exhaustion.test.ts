import fc from 'fast-check';
import { expect, test } from 'vitest';
import { timeToExhaustion } from './time-to-exhaustion.ts';

const N = 36;
const points = (share: (i: number) => number) => Array.from({ length: N }, (_, i) => ({ at: i, value: share(i) }));
const jitter = (i: number): number => 0.004 * (((i * 0.618) % 1) - 0.5);

test('a leak runs out when it will, within an interval that holds that time', () => {
  const leak = timeToExhaustion(points((i) => 0.3 + 0.01 * i + jitter(i)));
  const truth = (1 - 0.65) / 0.01;
  expect(leak?.expectedIn).toBeCloseTo(truth, 0);
  expect(leak?.soonestIn).toBeLessThanOrEqual(truth + 0.5);
  expect(leak?.latestIn).toBeGreaterThanOrEqual(truth - 0.5);
});

test.each([
  { name: 'row 44: constant', share: () => 0.9 },
  { name: 'goes up and down', share: (i: number) => 0.5 + 0.2 * Math.sin(i) },
  { name: 'shrinks', share: (i: number) => 0.9 - 0.01 * i },
  { name: 'a cache that fills and levels off', share: (i: number) => 0.9 * (1 - Math.exp(-i / 8)) },
  { name: 'one step', share: (i: number) => (i < 10 ? 0.3 : 0.6) },
  { name: 'grows, but not worth a word', share: (i: number) => 0.5 + 0.0003 * i },
])('$name: no end is foretold', ({ share }) => expect(timeToExhaustion(points(share))).toBeUndefined());

test('over its limit there is no time left, not less than none', () =>
  expect(timeToExhaustion(points((i) => 0.8 + 0.01 * i))?.expectedIn).toBe(0));

test('no NaN ever comes out, and soonest, expected and latest stand in order', () =>
  fc.assert(
    fc.property(fc.array(fc.double({ min: 0, max: 2, noNaN: true }), { maxLength: N }), (values) => {
      const found = timeToExhaustion(values.map((value, at) => ({ at, value })));
      if (found === undefined) return;
      expect(Object.values(found).some(Number.isNaN)).toBe(false);
      expect(found.soonestIn).toBeLessThanOrEqual(found.expectedIn);
      expect(found.expectedIn).toBeLessThanOrEqual(found.latestIn);
      expect(found.soonestIn).toBeGreaterThanOrEqual(0);
    }),
  ));
