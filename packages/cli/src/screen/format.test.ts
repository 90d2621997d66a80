import { expect, test } from 'vitest';
import { duration, fit, painter, risk, wrap } from './format.ts';

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

test('wrap breaks between words and indents what follows; a word that is too long stays whole', () => {
  expect(wrap('one two three four', 9, '  ')).toBe('one two\n  three\n  four');
  expect(wrap('a /very/long/path b', 8, ' ')).toBe('a\n /very/long/path\n b');
  expect(wrap('  +1 s  one two', 12, '    ')).toBe('  +1 s  one\n    two');
  expect(wrap('all of it', Number.POSITIVE_INFINITY, ' ')).toBe('all of it');
});

test.each([
  [0, '0.00'],
  [0.29, '0.29'],
  [0.299, '0.29'],
  [0.9899, '0.98'],
  [0.999_96, '0.999'],
  [1, '1.00'],
])('a risk of %d is never rounded up: %s', (value, text) => expect(risk(value)).toBe(text));
