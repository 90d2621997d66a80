import { expect, test, vi } from 'vitest';
import { until } from './until.ts';

test('asks until there is an answer, and an error is none yet', async () => {
  vi.useFakeTimers();
  const ask = vi.fn<() => Promise<string | undefined>>().mockRejectedValueOnce(new Error('not yet'));
  ask.mockResolvedValueOnce(undefined).mockResolvedValue('here');
  const answer = until(ask, { what: 'it', seconds: 60 });
  await vi.advanceTimersByTimeAsync(2_000);
  expect(await answer).toBe('here');
  vi.useRealTimers();
});

test('what never comes is named, with what was still missing', async () => {
  const never = async () => undefined;
  await expect(until(never, { what: 'a calm fleet', seconds: 0.1, inVain: () => 'cart is DOWN' })).rejects.toThrow(
    'in vain for a calm fleet: cart is DOWN',
  );
});

test('a question that is never answered ends as well', async () => {
  const silence = () => new Promise<undefined>(() => {});
  await expect(until(silence, { what: 'the Docker daemon', seconds: 0.1 })).rejects.toThrow(
    'waited 0.1 s in vain for the Docker daemon: no answer',
  );
});

test('what is hopeless ends at once', async () => {
  const never = async () => undefined;
  await expect(until(never, { what: 'MiniStack', seconds: 60, hopeless: () => 'it ended' })).rejects.toThrow(
    'MiniStack: it ended',
  );
});
