import { expect, test } from 'vitest';
import { fleetSizes, largestFleet } from './largest-fleet.ts';

test('the largest fleet is the argument, or 10,000 hosts', () => {
  expect(largestFleet({})).toBe(10_000);
  expect(largestFleet({ hosts: '300' })).toBe(300);
});

test.each(['0', '1.5', 'many', '15001', ''])('%j is no size of a fleet', (hosts) =>
  expect(() => largestFleet({ hosts })).toThrow(`--hosts ${hosts}: give a whole number from 1 to 15000`),
);

test('sizes grow up to the largest', () => {
  expect(fleetSizes(10_000)).toEqual([1, 100, 1_000, 10_000]);
  expect(fleetSizes(1_000)).toEqual([1, 100, 1_000]);
  expect(fleetSizes(1)).toEqual([1]);
});
