import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { shortPatience } from './short-patience.ts';

beforeEach(() => void vi.useFakeTimers({ now: 1_000_000 }));
afterEach(() => void vi.useRealTimers());

const patience = () => shortPatience({ timeoutMs: 1_500, restMs: 60_000 });
const forever = () => new Promise<never>(() => {});

test('what is answered in time is the answer, and the next one is asked', async () => {
  const ask = patience();
  expect([await ask(async () => 1), await ask(async () => 2)]).toEqual([1, 2]);
  expect(vi.getTimerCount()).toBe(0);
});

test('an answer that does not come is waited for once, and its request ends', async () => {
  const ask = patience();
  const ended = vi.fn();
  const asked = ask((signal) => {
    signal.addEventListener('abort', ended);
    return forever();
  });
  const told = expect(asked).rejects.toThrow('no answer within 1.5 s');
  await vi.advanceTimersByTimeAsync(1_500);
  await told;
  expect(ended).toHaveBeenCalledOnce();
  const next = vi.fn(forever);
  await expect(ask(next)).rejects.toThrow('not asked again yet');
  expect(next).not.toHaveBeenCalled();
});

test('after its rest it is asked again, and a failure begins another one', async () => {
  const ask = patience();
  const broken = () => Promise.reject(new Error('broken'));
  await expect(ask(broken)).rejects.toThrow('broken');
  vi.setSystemTime(1_059_999);
  await expect(ask(async () => 1)).rejects.toThrow('not asked');
  vi.setSystemTime(1_060_000);
  await expect(ask(broken)).rejects.toThrow('broken');
  await expect(ask(async () => 1)).rejects.toThrow('not asked');
  vi.setSystemTime(1_120_000);
  expect(await ask(async () => 1)).toBe(1);
});
