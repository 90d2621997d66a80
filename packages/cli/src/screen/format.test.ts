import { expect, test } from 'vitest';
import { duration, fit, painter } from './format.ts';

test.each([
  [0, '0.0 s'],
  [4_200, '4.2 s'],
  [90_000, '90 s'],
  [720_000, '12 min'],
  [10_800_000, '3 h'],
  [864_000_000, '10 d'],
])('%d ms is %s', (ms, want) => expect(duration(ms)).toBe(want));

test('no colour off a terminal or against NO_COLOR', () => {
  expect(painter({}, {})('red', 'x')).toBe('x');
  expect(painter({ isTTY: true }, { NO_COLOR: '1' })('red', 'x')).toBe('x');
  expect(painter({ isTTY: true }, {})('red', 'x')).not.toBe('x');
});

test('fit cuts with an ellipsis', () => expect(fit('abcdef', 4)).toBe('abc…'));
