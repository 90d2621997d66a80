import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { keepHouse } from './keep-house.ts';

const HOUR_MS = 3_600_000;
const pruned = { incidents: 1, services: 0, messages: 0, signals: 0 };
const quiet = { info: () => {}, warn: () => {} };

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('prunes a minute after the start and once an hour, and not after the stop', async () => {
  const prune = vi.fn(async () => pruned);
  const info = vi.fn();
  const house = keepHouse({ prune }, { ...quiet, info });
  await vi.advanceTimersByTimeAsync(60_000);
  expect(prune).toHaveBeenCalledTimes(1);
  await vi.advanceTimersByTimeAsync(2 * HOUR_MS);
  expect(prune).toHaveBeenCalledTimes(3);
  expect(info).toHaveBeenCalledWith('knowledge.pruned', pruned);
  await house.stop();
  await vi.advanceTimersByTimeAsync(2 * HOUR_MS);
  expect(prune).toHaveBeenCalledTimes(3);
});

test('a store that is down is told, and the next hour tries again', async () => {
  const prune = vi.fn(() => Promise.reject(new Error('its disk is full')));
  const warn = vi.fn();
  const house = keepHouse({ prune }, { ...quiet, warn });
  await vi.advanceTimersByTimeAsync(60_000 + HOUR_MS);
  expect(warn.mock.calls).toEqual(Array(2).fill(['knowledge.prune.failed', { message: 'its disk is full' }]));
  await house.stop();
});

test('stop waits for what runs, so that the store is not closed under it', async () => {
  let end = () => {};
  const house = keepHouse({ prune: () => new Promise((resolve) => (end = () => resolve(pruned))) }, quiet);
  await vi.advanceTimersByTimeAsync(60_000);
  let stopped = false;
  const stopping = house.stop().then(() => {
    stopped = true;
  });
  await vi.advanceTimersByTimeAsync(1_000);
  expect(stopped).toBe(false);
  end();
  await stopping;
});
