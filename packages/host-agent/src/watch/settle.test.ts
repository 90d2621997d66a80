import { expect, test } from 'vitest';
import { awaitDie, expireSettling, nextSettleAtMs, restartSettling } from './settle.ts';
import { anEvent, anId, exited, looksCrashed, someFacts, T0, tell } from './testing/story.ts';
import { ageUnknown, UNKNOWN_MS, withUnknown } from './unknown.ts';
import { emptyWatchState } from './watch.ts';

const running = tell([anEvent('create', T0), anEvent('start', T0 + 100)]);
const facts = exited('a', T0 + 5_000);

test('an exit that no event ever tells of leaves intent unknown', () => {
  const waiting = awaitDie(running, facts, 1_000);
  expect(looksCrashed(waiting, facts)).toBe(false);
  expect(expireSettling(waiting, 2_999).unknown).toBeUndefined();
  const expired = expireSettling(waiting, 3_000);
  expect(expired.unknown).toEqual({ sinceMs: T0 + 5_000, leftMs: UNKNOWN_MS });
  expect(expired.watches.get(anId('a'))).toMatchObject({ running: false });
});

test('the wait for a die ends when the container is up again, or when the die comes', () => {
  const waiting = awaitDie(running, facts, T0 + 5_000);
  expect(nextSettleAtMs(awaitDie(waiting, someFacts('a'), T0 + 5_100))).toBeUndefined();
  expect(looksCrashed(tell([anEvent('die', T0 + 5_000)], waiting), facts)).toBe(true);
});

test('waiting begins anew after a time without events', () => {
  const waiting = restartSettling(awaitDie(running, facts, 1_000), 50_000);
  expect(nextSettleAtMs(waiting)).toBe(52_000);
});

test('intent is known again when all is up, or after ten minutes', () => {
  const unknown = withUnknown(emptyWatchState, T0);
  const held = ageUnknown(unknown, [facts, someFacts('b')], 10_000);
  expect(held.unknown).toEqual({ sinceMs: T0, leftMs: UNKNOWN_MS - 10_000 });
  expect(ageUnknown(held, [someFacts('a'), someFacts('b')], 1).unknown).toBeUndefined();
  expect(ageUnknown(held, [facts], UNKNOWN_MS).unknown).toBeUndefined();
  expect(withUnknown(held, T0 + 9).unknown).toEqual({ sinceMs: T0, leftMs: UNKNOWN_MS });
});
