import { expect, test } from 'vitest';
import { wasSilent } from './pull.mjs';

const hourMs = 3_600_000;

test.each([
  { name: 'an hour ago', text: JSON.stringify({ silentAtMs: 0 }), nowMs: hourMs, want: true },
  { name: 'two days ago', text: JSON.stringify({ silentAtMs: 0 }), nowMs: 48 * hourMs, want: false },
  { name: 'never', text: '', nowMs: hourMs, want: false },
  { name: 'answered since', text: '{}', nowMs: hourMs, want: false },
])('a registry that was silent $name: $want', ({ text, nowMs, want }) => expect(wasSilent(text, nowMs)).toBe(want));
