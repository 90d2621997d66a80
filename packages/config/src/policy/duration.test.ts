import { expect, test } from 'vitest';
import { parseDuration } from './duration.ts';

test.each([
  ['250ms', 250],
  ['10s', 10_000],
  ['1.5m', 90_000],
  ['4h', 14_400_000],
  ['7d', 604_800_000],
  ['0s', 0],
])('%s is %i ms', (text, ms) => expect(parseDuration(text)).toBe(ms));

test.each(['', '10', 's', '-1s', '1e3s', '1 s', ' 1s', '1s ', '1S', '1w', '1h30m', '99999999999s'])(
  '"%s" is no duration',
  (text) => expect(parseDuration(text)).toBeUndefined(),
);
