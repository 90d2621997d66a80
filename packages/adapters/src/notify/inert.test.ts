import fc from 'fast-check';
import { expect, test } from 'vitest';
import { inert } from './inert.ts';
import { HOSTILE } from './testing/a-message.ts';

test('promise 29: hostile text is one visible line', () => {
  expect(inert(HOSTILE, 200)).toBe('<!channel> *x* <https://evil.test|ok> Subject: y [31m cod.exe end');
});

test('long text is cut between characters, with a mark', () => {
  expect(inert('äöü😀x', 5)).toBe('äöü😀x');
  expect(inert('äöü😀xy', 5)).toBe('äöü😀…');
});

test('promise 29: no control character, separator or half of a character is left, and the length holds', () =>
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.integer({ min: 1, max: 50 }), (text, charsMax) => {
      const result = inert(text, charsMax);
      expect(result).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u);
      expect([...result].length).toBeLessThanOrEqual(charsMax);
    }),
  ));
