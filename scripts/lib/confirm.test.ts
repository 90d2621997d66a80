import { expect, test } from 'vitest';
import { agreedInAdvance } from './confirm.mjs';

test.each([
  { name: '--yes', args: ['--yes'], env: {}, want: true },
  { name: '-y', args: ['-y'], env: {}, want: true },
  { name: 'CI=1', args: [], env: { CI: '1' }, want: true },
  { name: 'CI=false', args: [], env: { CI: 'false' }, want: false },
  { name: 'an empty CI', args: [], env: { CI: '' }, want: false },
  { name: 'nothing', args: ['start'], env: {}, want: false },
])('$name agrees: $want', ({ args, env, want }) => expect(agreedInAdvance(args, env)).toBe(want));
