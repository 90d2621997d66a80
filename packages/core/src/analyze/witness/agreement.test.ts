import fc from 'fast-check';
import { expect, test } from 'vitest';
import { agreementOf, type Voice } from './agreement.ts';

const families = ['cpu', 'memory', 'errors', 'load'];
const anyVoice = fc.record({ family: fc.constantFrom(...families), deviation: fc.double({ min: -50, max: 50 }) });
const anyVoices = fc.array(anyVoice, { maxLength: 10 });
const say = (...said: readonly (readonly [string, number])[]) =>
  agreementOf(said.map(([family, deviation]): Voice => ({ family, deviation })));

test.each([
  { name: 'nothing', said: [], want: 0 },
  { name: 'what is within the usual spread', said: [['cpu', 0.9]], want: 0 },
  { name: 'one metric, however far away', said: [['cpu', 900]], want: 5 },
  { name: 'one that is infinitely far away', said: [['cpu', Number.NEGATIVE_INFINITY]], want: 5 },
  {
    name: 'two that agree, in either direction',
    said: [
      ['cpu', 5],
      ['load', -5],
    ],
    want: 8,
  },
  {
    name: 'two of one family, as the second',
    said: [
      ['cpu', 5],
      ['cpu', 3],
    ],
    want: 2,
  },
  {
    name: 'one odd percentile beside two usual ones',
    said: [
      ['cpu', 50],
      ['cpu', 0.5],
      ['cpu', 0],
    ],
    want: 0,
  },
] as const)('$name scores $want', ({ said, want }) => expect(say(...said).score).toBe(want));

test('the risk is one less the share of quiet minutes that score as much', () => {
  expect(say().risk).toBe(0);
  expect(say(['cpu', 6]).risk).toBeCloseTo(0.9933, 4);
});

test('the witnesses are those that speak, the largest first', () =>
  expect(say(['load', 2], ['cpu', -4], ['errors', 1]).witnesses.map(({ family }) => family)).toEqual(['cpu', 'load']));

test('neither the order of the voices nor those that say nothing change anything, and no NaN comes out', () =>
  fc.assert(
    fc.property(anyVoices, fc.array(fc.constantFrom(...families)), (voices, silent) => {
      const { score, risk } = agreementOf(voices);
      expect(agreementOf(voices.toReversed())).toMatchObject({ score, risk });
      const own = silent.map((family) => ({ family: `other ${family}`, deviation: Number.NaN }));
      expect(agreementOf([...own, ...voices])).toMatchObject({ score, risk });
      expect(risk).toBeGreaterThanOrEqual(0);
      expect(risk).toBeLessThan(1);
    }),
  ));

test('the risk never falls as a voice grows', () =>
  fc.assert(
    fc.property(anyVoices, anyVoice, fc.double({ min: 1, max: 5, noNaN: true }), (others, voice, factor) => {
      const louder = { ...voice, deviation: voice.deviation * factor };
      expect(agreementOf([...others, louder]).risk).toBeGreaterThanOrEqual(agreementOf([...others, voice]).risk);
    }),
  ));
