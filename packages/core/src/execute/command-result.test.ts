import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseCommandResult } from './command-result.ts';

const line = (over: object = {}) =>
  JSON.stringify({ status: 'done', reason: '', startedAtMs: 1, endedAtMs: 2, ...over });

test('reads the last line and moves times to the control clock', () =>
  expect(parseCommandResult(`noise\n${line()}\n`, 1_000)).toMatchObject({
    status: 'done',
    startedAtMs: 1_001,
    endedAtMs: 1_002,
  }));

test('row 4: a repeat reports the first result', () =>
  expect(parseCommandResult(line({ status: 'repeat', firstStatus: 'failed' }), 0)).toMatchObject({ status: 'failed' }));

test('log lines arrive decoded and bounded', () => {
  const logTailBase64 = btoa('x'.repeat(10_000));
  expect(parseCommandResult(line({ logTailBase64 }), 0)?.logTail).toHaveLength(4_000);
  expect(parseCommandResult(line({ logTailBase64: '%%%' }), 0)?.logTail).toBe('');
});

test('row 35: whatever else a host prints is no result, and never an exception', () =>
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
      const result = parseCommandResult(text, 0);
      if (result) expect(['done', 'failed', 'refused', 'blocked', 'unknown']).toContain(result.status);
    }),
  ));
