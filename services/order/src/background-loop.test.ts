import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { startLoop } from './background-loop.ts';

describe('background loop', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  const loopOf = (run: () => Promise<boolean>) => {
    const errors: unknown[] = [];
    return { errors, loop: startLoop({ intervalMs: 1_000, run, onError: (cause) => errors.push(cause) }) };
  };

  test('runs at once and then at its interval', async () => {
    const run = vi.fn(async () => false);
    const { loop } = loopOf(run);
    await vi.advanceTimersByTimeAsync(2_500);
    expect(run).toHaveBeenCalledTimes(3);
    await loop.stop();
    await vi.advanceTimersByTimeAsync(5_000);
    expect(run).toHaveBeenCalledTimes(3);
  });

  test('goes on without a pause while there is more', async () => {
    const run = vi.fn(async () => run.mock.calls.length < 5);
    const { loop } = loopOf(run);
    await vi.advanceTimersByTimeAsync(10);
    expect(run).toHaveBeenCalledTimes(5);
    await loop.stop();
  });

  test('a failed run is told and tried again', async () => {
    const { errors, loop } = loopOf(vi.fn(async () => Promise.reject(new Error('down'))));
    await vi.advanceTimersByTimeAsync(1_500);
    expect(errors).toHaveLength(2);
    await loop.stop();
  });

  test('a kick ends the pause, and one during a run is not lost', async () => {
    const run = vi.fn(async () => {
      if (run.mock.calls.length === 2) loop.kick();
      return false;
    });
    const { loop } = loopOf(run);
    await vi.advanceTimersByTimeAsync(10);
    loop.kick();
    await vi.advanceTimersByTimeAsync(10);
    expect(run).toHaveBeenCalledTimes(3);
    await loop.stop();
  });
});
