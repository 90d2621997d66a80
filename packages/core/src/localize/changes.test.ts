import { expect, test } from 'vitest';
import { changesOf, fall, rise } from './changes.ts';
import { since } from './testing/service-rows.ts';

const changes = changesOf(since(4, { cpu: 0.9, load: 2 }), 4);

test('rises and falls are told apart, and no family counts for more than 9', () => {
  expect(rise(changes, 'cpu')).toBeGreaterThan(2);
  expect(rise(changes, 'load')).toBe(0);
  expect(fall(changes, 'load')).toBeGreaterThan(2);
  expect(rise(changesOf(since(4, { errors: 1 }), 4), 'errors')).toBe(9);
});

test('what stayed, or is not measured, has not changed', () => {
  expect([rise(changes, 'memory'), fall(changes, 'memory')]).toEqual([0, 0]);
  expect(changes.syscalls).toBeUndefined();
});

test('one odd row on either side changes little', () => {
  const { specs, rows } = since(4, { cpu: 0.9 });
  const odd = rows.map((row, i) => (i === 10 || i === 38 ? [0.5, ...row.slice(1)] : row));
  expect(rise(changesOf({ specs, rows: odd }, 4), 'cpu')).toBeCloseTo(rise(changesOf({ specs, rows }, 4), 'cpu'), 0);
});
