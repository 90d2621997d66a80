import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Hysteresis } from '../../model/knowledge.ts';
import { countHit, hitsOf } from './hysteresis.ts';

const rule = { of: 5, raise: 4, clear: 1 };
const after = (hits: readonly boolean[], from = rule): Hysteresis | undefined =>
  hits.reduce<Hysteresis | undefined>((before, isHit, i) => countHit(before, isHit, i + 1, from), undefined);
const bits = (text: string): readonly boolean[] => [...text].map((bit) => bit === '1');

test.each([
  { hits: '111', want: false },
  { hits: '11011', want: true },
  { hits: '11111000', want: true },
  { hits: '111110000', want: false },
  { hits: '1111100000111', want: false },
])('4 of 5 raise and 1 of 5 clears: $hits', ({ hits, want }) => expect(after(bits(hits))?.raised).toBe(want));

const anyHits = fc.array(fc.boolean(), { maxLength: 200 });

test('with a clear limit just below the raise limit, only the last samples count', () =>
  fc.assert(
    fc.property(anyHits, (hits) => {
      const state = after(hits, { of: 5, raise: 4, clear: 3 });
      expect(state?.raised ?? false).toBe(hits.slice(-5).filter(Boolean).length >= 4);
    }),
  ));

test('the state is bounded, however many samples come', () =>
  fc.assert(
    fc.property(anyHits, (hits) => {
      const state = after(hits);
      expect(state?.bits ?? '').toHaveLength(Math.min(hits.length, 5));
      expect(hitsOf(state?.bits ?? '')).toBe(hits.slice(-5).filter(Boolean).length);
    }),
  ));

test('rows 29 and 30: a sample that is late or read again changes nothing', () =>
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.boolean(), fc.integer({ min: 1, max: 20 }))), fc.boolean(), (samples, isHit) => {
      const push = (state: Hysteresis | undefined, [hit, atMs]: readonly [boolean, number]) =>
        countHit(state, hit, atMs, rule);
      const state = samples.reduce<Hysteresis | undefined>(push, undefined);
      if (state === undefined) return;
      expect(countHit(state, isHit, state.atMs, rule)).toBe(state);
      expect(countHit(state, isHit, state.atMs - 1, rule)).toBe(state);
    }),
  ));
