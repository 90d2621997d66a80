import { expect, test } from 'vitest';
import { noveltyOf } from './novelty.ts';
import { newSortedWindow, pushSorted } from './sorted-window.ts';

const seen = (count: number, value: (row: number) => number) => {
  const window = newSortedWindow(count);
  for (let row = 0; row < count; row++) pushSorted(window, value(row));
  return window;
};

test('of few values nothing is known', () => {
  expect(
    noveltyOf(
      seen(49, (row) => row),
      1e9,
      0,
      1,
    ),
  ).toMatchObject({ distance: 0, low: -Infinity, high: Infinity });
});

test('what was seen often is not new; what is further off is newer', () => {
  const window = seen(200, (row) => row % 10);
  const [same, near, far] = [5, 12, 400].map((value) => noveltyOf(window, value, 0, 1).distance) as [
    number,
    number,
    number,
  ];
  expect(same).toBe(0);
  expect(near).toBeGreaterThan(same);
  expect(far).toBeGreaterThan(near);
});

test('far out only orders of magnitude count', () => {
  const window = seen(200, (row) => row % 10);
  const [one, two, three] = [1e3, 1e4, 1e5].map((value) => noveltyOf(window, value, 0, 1).distance) as [
    number,
    number,
    number,
  ];
  expect(three - two).toBeCloseTo(two - one, 1);
});

test('differences below the smallest effect hardly count', () => {
  const window = seen(200, () => 7);
  expect(noveltyOf(window, 7.01, 0, 1).distance).toBeGreaterThan(10);
  expect(noveltyOf(window, 7.01, 10, 1).distance).toBeLessThan(0.001);
});

test('a quarter of enough values says half as much', () => {
  const window = seen(200, (row) => row % 10);
  const [full, quarter] = [200, 800].map((enough) => noveltyOf(window, 40, 0, enough).distance);
  expect(quarter).toBeCloseTo((full ?? 0) / 2, 12);
});

test('a value in a gap is new though it is within the range', () => {
  const { distance, low, high } = noveltyOf(
    seen(400, (row) => (row % 2 ? 0 : 100) + (row % 3)),
    50,
    0,
    1,
  );
  expect(distance).toBeGreaterThan(0.1);
  expect(low < 50 && 50 < high).toBe(true);
});
