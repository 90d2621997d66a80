import { expect, test } from 'vitest';
import { findOnset } from './find-onset.ts';
import { quiet, since } from './testing/service-rows.ts';

test.each([2, 3, 5, 8, 12])('all %i rows since a change are found, and they are most of those found', (rows) => {
  const found = findOnset([quiet(), since(rows, { cpu: 0.9, latency: 1 })]) ?? 0;
  expect(found).toBeGreaterThanOrEqual(rows);
  expect(rows / found).toBeGreaterThan(0.5);
});

test('nothing changed, or nothing is known: no onset', () => {
  expect(findOnset([quiet()])).toBeUndefined();
  expect(findOnset([])).toBeUndefined();
});

test('a service that has just started does not hide what changed in others', () => {
  const young = { ...quiet(), rows: quiet().rows.slice(-2) };
  const changed = since(5, { cpu: 0.9 });
  expect(findOnset([young, changed])).toBe(findOnset([changed]));
});
