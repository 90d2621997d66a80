import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { scriptWithVariables } from './script-with-variables.ts';

test('whatever a value is, the shell reads it as it was and runs none of it', () => {
  const noNul = fc.string({ unit: 'grapheme' }).filter((text) => !text.includes('\0'));
  fc.assert(
    fc.property(noNul, (value) => {
      const script = scriptWithVariables('printf %s "$SSM_Value"', { Value: value });
      expect(execFileSync('/bin/sh', ['-c', script]).toString()).toBe(Buffer.from(value).toString());
    }),
    { numRuns: 50, examples: [["'; touch /tmp/x; '"], ['$(id)'], ['`id`'], ['a\nb'], ["'"], ['\\']] },
  );
});
