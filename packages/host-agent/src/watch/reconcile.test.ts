import { expect, test } from 'vitest';
import type { LedgerEntry } from './own-act.ts';
import { type Absence, reconcile } from './reconcile.ts';
import { anEvent, anId, exited, looksCrashed, someFacts, T0, tell } from './testing/story.ts';
import { emptyWatchState } from './watch.ts';

const SEEN = T0 + 60_000;
const NOW = T0 + 120_000;
const running = tell([anEvent('create', T0), anEvent('start', T0 + 100)]);

const absence = (over: Partial<Absence> = {}): Absence => ({
  continuity: 'gap',
  lastSeenAtMs: SEEN,
  daemonStartedAtMs: T0 - 1_000_000,
  nowMs: NOW,
  ledger: [],
  ...over,
});

const entry = (over: Partial<LedgerEntry> = {}): LedgerEntry => ({
  kind: 'restart',
  containerId: anId('a'),
  project: 'shop',
  service: 'a',
  startedAtMs: SEEN + 1_000,
  finishedAtMs: SEEN + 5_000,
  ...over,
});

test('first look: what runs is watched, what is down was stopped by a person', () => {
  const facts = [someFacts('a'), exited('b', T0 + 9), exited('c', T0 + 9, { oomKilled: true })];
  const state = reconcile(emptyWatchState, facts, absence({ continuity: 'first' }));
  expect(state.intents).toMatchObject([{ kind: 'stop', containerName: 'shop-b-1', atMs: T0 + 9 }]);
  expect(facts.map((f) => looksCrashed(state, f))).toEqual([false, false, true]);
  expect(state.watches.get(anId('a'))).toMatchObject({ running: true, run: { startedAtMs: T0 } });
});

test('first look: what ARES left down is no intent of a person', () => {
  const ledger = [entry({ startedAtMs: T0 + 1, finishedAtMs: T0 + 50 })];
  const facts = exited('a', T0 + 9);
  const state = reconcile(emptyWatchState, [facts], absence({ continuity: 'first', ledger }));
  expect(looksCrashed(state, facts)).toBe(true);
});

test('down after a gap: held, for a person may have stopped it', () => {
  const facts = exited('a', SEEN + 5_000);
  const state = reconcile(running, [facts], absence());
  expect(state.unknown?.sinceMs).toBe(SEEN);
  expect(looksCrashed(state, facts)).toBe(false);
  expect(state.watches.get(anId('a'))?.running).toBe(false);
});

test('down after a gap for want of memory: a crash', () => {
  const facts = exited('a', SEEN + 5_000, { oomKilled: true });
  const state = reconcile(running, [facts], absence());
  expect(looksCrashed(state, facts)).toBe(true);
  expect(state.watches.get(anId('a'))?.exitsAtMs).toEqual([SEEN + 5_000]);
});

test('down after a gap in the middle of an action of ARES: no intent', () => {
  const facts = exited('a', SEEN + 2_000);
  const state = reconcile(running, [facts], absence({ ledger: [entry()] }));
  expect([state.unknown, state.intents]).toEqual([undefined, []]);
});

test('nothing missed: an exit waits for its die, which is on its way', () => {
  const facts = exited('a', NOW - 5);
  const state = reconcile(running, [facts], absence({ continuity: 'complete' }));
  expect(state).toMatchObject({ intents: [] });
  expect(state.unknown).toBeUndefined();
  expect(looksCrashed(state, facts)).toBe(false);
  expect(looksCrashed(tell([anEvent('die', NOW - 5)], state), facts)).toBe(true);
});

test.each([
  ['while the old daemon went down', SEEN + 8_000],
  ['as the new daemon found it dead', SEEN + 39_000],
])('restarted daemon, ended %s: nobody stopped it', (_, atMs) => {
  const facts = exited('a', atMs);
  const state = reconcile(running, [facts], absence({ continuity: 'restarted', daemonStartedAtMs: SEEN + 40_000 }));
  expect(looksCrashed(state, facts)).toBe(true);
  expect(state.watches.get(anId('a'))?.exitsAtMs).toEqual([]);
});

test('restarted daemon, but it ended between the two: nobody knows', () => {
  const facts = exited('a', SEEN + 200_000);
  const state = reconcile(running, [facts], absence({ continuity: 'restarted', daemonStartedAtMs: SEEN + 400_000 }));
  expect(state.unknown?.sinceMs).toBe(SEEN);
});

test('a stop that was under way when the daemon went down is not waited for', () => {
  const dying = tell([anEvent('kill', SEEN, { signal: '15' }), anEvent('die', SEEN + 10)], running);
  const facts = exited('a', SEEN + 10);
  const after = absence({ continuity: 'restarted', lastSeenAtMs: SEEN + 10, daemonStartedAtMs: SEEN + 9_000 });
  expect(looksCrashed(reconcile(dying, [facts], after), facts)).toBe(true);
  const gap = reconcile(dying, [facts], absence({ lastSeenAtMs: SEEN + 10 }));
  expect(looksCrashed(gap, facts)).toBe(false);
  expect(gap.unknown?.sinceMs).toBe(SEEN + 10);
  const kept = reconcile(dying, [facts], absence({ continuity: 'complete' }));
  expect(kept.watches.get(anId('a'))?.settling?.awaits).toBe('stop');
});

test('gone after a gap: a person removed it, unless ARES was at work on it', () => {
  expect(reconcile(running, [], absence()).intents).toMatchObject([{ kind: 'remove', containerName: 'shop-a-1' }]);
  expect(reconcile(running, [], absence({ ledger: [entry({ kind: 'recycle' })] })).intents).toEqual([]);
});

test('paused is always a person, and unpaused its end', () => {
  const paused = reconcile(running, [someFacts('a', { state: 'paused' })], absence());
  expect(paused.intents).toMatchObject([{ kind: 'pause' }]);
  expect(reconcile(paused, [someFacts('a')], absence()).intents).toEqual([]);
});

test('running again after a gap: the intent is over, and the exits that Docker counted are told', () => {
  const stopped = tell([anEvent('kill', T0 + 200, { signal: '15' }), anEvent('stop', T0 + 210)], running);
  expect(stopped.intents).toHaveLength(1);
  const facts = someFacts('a', { startedAtMs: SEEN + 9_000, finishedAtMs: SEEN + 8_000, restartCount: 1 });
  const state = reconcile(stopped, [facts], absence());
  expect(state.intents).toEqual([]);
  expect(state.watches.get(anId('a'))).toMatchObject({ running: true, exitsAtMs: [SEEN + 8_000] });
  expect(reconcile(state, [facts], absence()).watches.get(anId('a'))?.exitsAtMs).toHaveLength(1);
});

test('an intent outlives the absence of the one who remembers it', () => {
  const events = [anEvent('kill', T0 + 200, { signal: '15' }), anEvent('die', T0 + 210), anEvent('stop', T0 + 220)];
  const stopped = tell(events, running);
  const facts = exited('a', T0 + 210);
  for (const continuity of ['complete', 'gap', 'restarted'] as const) {
    expect(reconcile(stopped, [facts], absence({ continuity })).intents).toHaveLength(1);
  }
});
