import { expect, test } from 'vitest';
import { followRound, lastLook } from './follow-round.ts';

const rounds = Array.from({ length: 20 }, (_, round) => followRound('a.0.1', round)).flat();

test('looks are soon at first, never further apart than 30 s, and go on until the command has surely ended', () => {
  const waits = rounds.map(({ delaySeconds = 0 }) => delaySeconds);
  expect(waits[0]).toBe(5);
  expect(waits).toEqual(waits.toSorted((a, b) => a - b));
  expect(Math.max(...waits)).toBe(30);
  expect(waits.reduce((sum, wait) => sum + wait, 0)).toBeGreaterThanOrEqual(60 + 120 + 30);
});

test('they come to an end', () => {
  expect(rounds.length).toBeLessThan(20);
  const last = lastLook('a.0.1');
  expect(last.kind === 'follow' && followRound('a.0.1', last.round + 1)).toEqual([]);
});
