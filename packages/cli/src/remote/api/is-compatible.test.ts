import { expect, test } from 'vitest';
import { isCompatible } from './is-compatible.ts';

test.each([
  { theirs: '0.1.0', ours: '0.1.9', want: true },
  { theirs: '0.2.0', ours: '0.1.0', want: false },
  { theirs: '1.4.0', ours: '1.0.3', want: true },
  { theirs: '2.0.0', ours: '1.9.0', want: false },
  { theirs: '1.1.0', ours: '0.1.0', want: false },
])('$theirs and $ours: $want', ({ theirs, ours, want }) => expect(isCompatible(theirs, ours)).toBe(want));
