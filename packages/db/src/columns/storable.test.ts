import { expect, test } from 'vitest';
import { storableJson, storableText } from './storable.ts';

test('NUL characters and halves of surrogate pairs become the replacement character', () =>
  expect(storableText('a\u0000b\uD800c😀')).toBe('a\uFFFDb\uFFFDc😀'));

test('keys and values at every depth are cleaned, and nothing else changes', () => {
  const value = { 'k\u0000': ['v\u0000', { n: 1, no: null, deep: 'x\uDC00' }], text: 'fine' };
  expect(JSON.parse(storableJson(value))).toEqual({
    'k\uFFFD': ['v\uFFFD', { n: 1, no: null, deep: 'x\uFFFD' }],
    text: 'fine',
  });
});

test.each([[undefined], [Number.NaN], [() => 1]])('%s is stored as null', (value) =>
  expect(storableJson(value)).toBe('null'),
);
