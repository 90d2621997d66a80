import { expect, test } from 'vitest';
import { delayUntil } from './delay-until.ts';

test.each([
  { name: 'a slot to come', atMs: 75_000, want: 75 },
  { name: 'part of a second', atMs: 1_200, want: 2 },
  { name: 'now', atMs: 0, want: 0 },
  { name: 'long ago', atMs: -5_000, want: 0 },
  { name: 'beyond what a queue can wait', atMs: 10_000_000, want: 900 },
])('$name', ({ atMs, want }) => expect(delayUntil(atMs, 0)).toBe(want));
