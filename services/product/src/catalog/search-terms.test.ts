import fc from 'fast-check';
import { expect, test } from 'vitest';
import { searchTerms } from './search-terms.ts';

test.each([
  ['Pour-Over kettle', 'pour:* & over:* & kettle:*'],
  ["chef's", 'chef:* & s:*'],
  ['Café Ö', 'café:* & ö:*'],
  ['a b c d e f g h i j', 'a:* & b:* & c:* & d:* & e:* & f:* & g:* & h:*'],
  ['!!!', undefined],
  ['  ', undefined],
])('%j becomes %j', (text, want) => expect(searchTerms(text)).toBe(want));

test('no text brings an operator in', () =>
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      const terms = searchTerms(text);
      if (terms !== undefined) expect(terms).toMatch(/^[\p{L}\p{N}]+:\*( & [\p{L}\p{N}]+:\*)*$/u);
    }),
  ));
