import { expect, test } from 'vitest';
import { patiently } from './patiently.ts';

/** Looks as often as there are answers. */
async function looked(...answers: readonly (string | Error)[]) {
  const told: string[] = [];
  const left = [...answers];
  const look = patiently(
    async () => {
      const answer = left.shift() ?? '';
      if (answer instanceof Error) throw answer;
      return answer;
    },
    (words) => told.push(words),
  );
  const seen: (string | undefined)[] = [];
  for (const _ of answers) seen.push(await look());
  return { seen, told };
}

const away = new Error('it is away');

test('a failure of a moment ends nothing, and is told once as long as it lasts', async () =>
  expect(await looked('a', away, away, 'b', away, 'c')).toEqual({
    seen: ['a', undefined, undefined, 'b', undefined, 'c'],
    told: ['it is away', 'it is away'],
  }));

test('what never answered is a failure', async () => expect(looked(away)).rejects.toBe(away));
