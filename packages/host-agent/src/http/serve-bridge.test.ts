import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { serveBridge } from './serve-bridge.ts';

const warned: string[] = [];
const log = {
  info() {},
  warn: (_: string, fields: Readonly<Record<string, unknown>> = {}) => void warned.push(String(fields.reason)),
};

beforeEach(() => {
  vi.useFakeTimers();
  warned.length = 0;
});
afterEach(() => vi.useRealTimers());

test('the bridge is served as soon as Docker answers, tells of one, and it can be bound; each reason is told once', async () => {
  const answers = [new Error('no Docker'), new Error('no Docker'), undefined, '172.17.0.1', '172.17.0.1'];
  const bridgeAddress = async () => {
    const answer = answers.shift();
    if (answer instanceof Error) throw answer;
    return answer;
  };
  const add = vi.fn(async (_: string) => {});
  add.mockRejectedValueOnce(new Error('cannot listen'));
  const stop = serveBridge({ bridgeAddress }, { add }, log);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(add.mock.calls).toEqual([['172.17.0.1'], ['172.17.0.1']]);
  expect(warned).toEqual(['Error: no Docker', 'Docker has no default bridge', 'Error: cannot listen']);
  stop();
});

test('stopped, it tries no more', async () => {
  const bridgeAddress = vi.fn(async () => undefined);
  const stop = serveBridge({ bridgeAddress }, { add: async () => {} }, log);
  stop();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(bridgeAddress).toHaveBeenCalledTimes(1);
});
