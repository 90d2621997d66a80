import { expect, test } from 'vitest';
import { tellAdaptations } from './tell-adaptations.ts';

const adaptation = (type: string) =>
  ({ type, words: 'left out', reason: 'nobody knows it', change: 'left out' }) as const;

test('what is done and why stand below each other, with how often', () => {
  const text = tellAdaptations('Deployed', [
    { adaptation: adaptation('A::B'), resources: 2 },
    { adaptation: adaptation('A::Longer'), resources: 12 },
  ]);
  expect(text.split('\n')).toEqual([
    'Deployed here otherwise than on AWS:',
    '  A::B ×2        left out',
    '                   nobody knows it',
    '  A::Longer ×12  left out',
    '                   nobody knows it',
  ]);
});
