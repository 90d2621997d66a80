import { expect, test } from 'vitest';
import { perRound, prefixed, timesOf } from './per-round.ts';

test('what was counted before is not counted again', () =>
  expect(perRound({ statements: 10, old: 3 }, { statements: 30, old: 3, new: 4 }, 4)).toEqual({
    statements: 5,
    old: 0,
    new: 1,
  }));

test('times of rounds', () => {
  const rounds = [30, 10, 20].map((durationMs) => ({ durationMs, cpuMs: durationMs / 2 }));
  expect(timesOf(rounds)).toEqual({ msP50: 20, msP95: 30, msMax: 30, cpuMsP50: 10, cpuMsP95: 15 });
});

test('a prefix parts figures of one name', () => expect(prefixed('tick.75', { ms: 1 })).toEqual({ 'tick.75.ms': 1 }));
