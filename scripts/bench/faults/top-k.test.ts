import { expect, test } from 'vitest';
import { topK } from './top-k.ts';

test.each([
  { k: 1, want: 0.25 },
  { k: 2, want: 0.5 },
  { k: 3, want: 0.5 },
])('top $k is $want', ({ k, want }) =>
  expect(topK([['a', 'b'], ['b', 'a'], [], ['a', 'c', 'd', 'b']], ['a', 'a', 'a', 'b'], k)).toBe(want),
);
