import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { startResolveLoop } from './resolve-loop.ts';

const failure = (code: string): Error => Object.assign(new Error(code), { code });

/** Plays one answer a round; rounds are 1 s apart on the fake clock. */
async function seenAfter(answers: readonly (string[] | Error)[]): Promise<(readonly string[])[]> {
  const seen: (readonly string[])[] = [];
  let round = 0;
  const stop = startResolveLoop({
    host: 'cart',
    intervalMs: 1_000,
    resolve: async () => {
      const answer = answers[round++];
      if (answer instanceof Error) throw answer;
      return answer ?? [];
    },
    onAddresses: (addresses) => seen.push(addresses),
  });
  await vi.advanceTimersByTimeAsync((answers.length - 1) * 1_000);
  stop();
  await vi.advanceTimersByTimeAsync(10_000);
  expect(round).toBe(answers.length);
  return seen;
}

describe('resolve loop', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  test('tells every answer', async () => {
    expect(await seenAfter([['a'], ['a', 'b']])).toEqual([['a'], ['a', 'b']]);
  });

  test('a resolver that fails leaves the last addresses in use', async () => {
    expect(await seenAfter([['a'], ...Array.from({ length: 5 }, () => failure('ETIMEOUT'))])).toEqual([['a']]);
  });

  test('a name that stays missing empties the pool', async () => {
    const gone = failure('ENOTFOUND');
    expect(await seenAfter([['a'], gone, gone])).toEqual([['a']]);
    expect(await seenAfter([['a'], gone, gone, gone, gone])).toEqual([['a'], []]);
  });

  test('an address needs no resolver', () => {
    const seen: (readonly string[])[] = [];
    const onAddresses = (addresses: readonly string[]) => void seen.push(addresses);
    const resolve = async () => Promise.reject(new Error('asked'));
    startResolveLoop({ host: '127.0.0.1', intervalMs: 1, resolve, onAddresses });
    expect(seen).toEqual([['127.0.0.1']]);
  });
});
