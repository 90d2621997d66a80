import { expect, test } from 'vitest';
import { inTurns } from './in-turns.ts';

test('all are worked on, in order of the items, and never more at once than allowed', async () => {
  let running = 0;
  let most = 0;
  const results = await inTurns([5, 1, 4, 2, 3], 2, async (n) => {
    running += 1;
    most = Math.max(most, running);
    for (let i = 0; i < n; i += 1) await Promise.resolve();
    running -= 1;
    return n * 10;
  });
  expect(results).toEqual([50, 10, 40, 20, 30]);
  expect(most).toBe(2);
});

test('one that fails fails all', () =>
  expect(
    inTurns([1, 2], 1, async (n) => {
      if (n === 2) throw new Error('two');
    }),
  ).rejects.toThrow('two'));
