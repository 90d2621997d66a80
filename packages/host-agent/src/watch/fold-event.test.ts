import { expect, test } from 'vitest';
import { foldEvent } from './fold-event.ts';
import type { LedgerEntry } from './own-act.ts';
import { expireSettling } from './settle.ts';
import { anEvent, anId, exited, looksCrashed, T0, tell } from './testing/story.ts';

const running = tell([anEvent('create', T0), anEvent('start', T0 + 100)]);
const TERM = { signal: '15' };
const KILL = { signal: '9' };
const down = exited('a', T0 + 1_010);

const aLedgerEntry = (over: Partial<LedgerEntry> = {}): LedgerEntry => ({
  kind: 'restart',
  containerId: anId('a'),
  project: 'shop',
  service: 'a',
  startedAtMs: T0 + 900,
  finishedAtMs: T0 + 2_000,
  ...over,
});

test('a die that no signal went before is a crash at once', () => {
  const state = tell([anEvent('die', T0 + 1_010)], running);
  expect(looksCrashed(state, down)).toBe(true);
  expect(state.watches.get(anId('a'))?.exitsAtMs).toEqual([T0 + 1_010]);
});

test.each([
  ['die before stop', ['die', 'stop']],
  ['stop before die', ['stop', 'die']],
] as const)('a person stops it, %s', (_, [first, second]) => {
  const one = tell([anEvent('kill', T0 + 1_000, TERM), anEvent(first, T0 + 1_010)], running);
  expect(looksCrashed(one, down)).toBe(false);
  const two = tell([anEvent(second, T0 + 1_030)], one);
  expect(looksCrashed(two, down)).toBe(false);
  expect(two.intents).toMatchObject([{ kind: 'stop', containerName: 'shop-a-1', containerId: anId('a') }]);
  expect(two.watches.get(anId('a'))).toMatchObject({ running: false, exitsAtMs: [] });
  expect(two.watches.get(anId('a'))).not.toHaveProperty('settling');
});

test('a stop that has to use SIGKILL is a stop', () => {
  const events = [anEvent('kill', T0 + 1_000, TERM), anEvent('kill', T0 + 11_000, KILL), anEvent('die', T0 + 11_020)];
  const state = tell(events, running);
  expect(looksCrashed(state, exited('a', T0 + 11_020))).toBe(false);
  expect(tell([anEvent('stop', T0 + 11_060)], state).intents).toMatchObject([{ kind: 'stop' }]);
});

test('a die after a stop signal is a crash when no stop follows for two seconds', () => {
  const state = tell([anEvent('kill', T0 + 1_000, TERM), anEvent('die', T0 + 1_010)], running);
  expect(looksCrashed(expireSettling(state, T0 + 3_009), down)).toBe(false);
  const settled = expireSettling(state, T0 + 3_010);
  expect(looksCrashed(settled, down)).toBe(true);
  expect(settled.watches.get(anId('a'))?.exitsAtMs).toEqual([T0 + 1_010]);
});

test('a stop that comes after those two seconds is still the stop that it is', () => {
  const late = [anEvent('kill', T0 + 1_000, TERM), anEvent('die', T0 + 1_010), anEvent('stop', T0 + 9_000)];
  const state = tell(late, running);
  expect(looksCrashed(state, down)).toBe(false);
  expect(state.watches.get(anId('a'))?.exitsAtMs).toEqual([]);
});

test('the stop signal of the image counts, a signal that only reloads does not', () => {
  const context = { elapsedMs: T0, ownAct: false, stopSignal: 3 };
  const quit = foldEvent(running, anEvent('kill', T0 + 1_000, { signal: '3' }), context);
  expect(looksCrashed(tell([anEvent('die', T0 + 1_010)], quit), down)).toBe(false);
  const hangup = foldEvent(running, anEvent('kill', T0 + 1_000, { signal: '1' }), context);
  expect(looksCrashed(tell([anEvent('die', T0 + 1_010)], hangup), down)).toBe(true);
});

test('docker kill is a fault, told a quarter of a second later', () => {
  const state = tell([anEvent('kill', T0 + 1_000, KILL), anEvent('die', T0 + 1_010)], running);
  expect(looksCrashed(state, down)).toBe(false);
  expect(looksCrashed(expireSettling(state, T0 + 1_260), down)).toBe(true);
});

test('docker rm -f is the intent of a person and never looks like a crash', () => {
  const state = tell([anEvent('kill', T0 + 1_000, KILL), anEvent('die', T0 + 1_010)], running);
  expect(looksCrashed(state, down)).toBe(false);
  const gone = tell([anEvent('destroy', T0 + 1_050)], state);
  expect(gone.intents).toMatchObject([{ kind: 'remove', containerName: 'shop-a-1' }]);
  expect(gone.watches.size).toBe(0);
});

test('a later start ends the intent, also of a new container of that name', () => {
  const stopped = tell(
    [anEvent('kill', T0 + 1_000, TERM), anEvent('die', T0 + 1_010), anEvent('stop', T0 + 1_020)],
    running,
  );
  expect(tell([anEvent('start', T0 + 5_000)], stopped).intents).toEqual([]);
  const recreated = [
    anEvent('destroy', T0 + 1_500),
    anEvent('create', T0 + 1_600, { name: 'shop-a-1' }, 'b'),
    anEvent('start', T0 + 1_700, { name: 'shop-a-1' }, 'b'),
  ];
  expect(tell(recreated, stopped).intents).toEqual([]);
});

test('pause is an intent until unpause', () => {
  const paused = tell([anEvent('pause', T0 + 1_000)], running);
  expect(paused.intents).toMatchObject([{ kind: 'pause' }]);
  expect(tell([anEvent('unpause', T0 + 2_000)], paused).intents).toEqual([]);
});

test('a stop signal of an earlier run does not excuse a crash', () => {
  const events = [
    anEvent('kill', T0 + 1_000, TERM),
    anEvent('die', T0 + 1_010),
    anEvent('stop', T0 + 1_020),
    anEvent('start', T0 + 1_200),
    anEvent('die', T0 + 5_000),
  ];
  expect(looksCrashed(tell(events, running), exited('a', T0 + 5_000))).toBe(true);
});

const stopEvents = [anEvent('kill', T0 + 1_000, TERM), anEvent('die', T0 + 1_010), anEvent('stop', T0 + 1_020)];

test.each([
  ['a restart of that container', aLedgerEntry()],
  ['a restart that has not finished', (({ finishedAtMs: _, ...entry }) => entry)(aLedgerEntry())],
  ['a recycle of that container', aLedgerEntry({ kind: 'recycle' })],
  ['a scale of its service', aLedgerEntry({ kind: 'scale', containerId: anId('f') })],
])('%s by ARES is no intent', (_, entry) => {
  expect(tell(stopEvents, running, [entry]).intents).toEqual([]);
});

test.each([
  ['a restart of another container', aLedgerEntry({ containerId: anId('f') })],
  ['a restart that was over before', aLedgerEntry({ startedAtMs: T0 - 9_000, finishedAtMs: T0 - 8_000 })],
  ['a restart that began after', aLedgerEntry({ startedAtMs: T0 + 1_021 })],
  ['a restart whose new run is stopped now', aLedgerEntry({ startedAtMs: T0 + 50, finishedAtMs: T0 + 1_500 })],
  ['a scale of another service', aLedgerEntry({ kind: 'scale', service: 'z' })],
  ['a scale of another project', aLedgerEntry({ kind: 'scale', project: 'z' })],
  ['a recycle of a sibling', aLedgerEntry({ kind: 'recycle', containerId: anId('f') })],
  ['a capture', aLedgerEntry({ kind: 'capture' })],
  ['a script that died long ago', { ...aLedgerEntry({ startedAtMs: T0 - 200_000 }), finishedAtMs: T0 - 100_000 }],
])('beside %s, the stop is a person', (_, entry) => {
  expect(tell(stopEvents, running, [entry]).intents).toHaveLength(1);
});

test('ARES throws away what its recycle created and never started', () => {
  const created = tell([anEvent('create', T0 + 1_000)]);
  const entry = aLedgerEntry({ kind: 'recycle', containerId: anId('f') });
  expect(tell([anEvent('destroy', T0 + 1_100)], created, [entry]).intents).toEqual([]);
});

test('no more removed containers are remembered than fifty', () => {
  const events = Array.from({ length: 60 }, (_, i) => ({ ...anEvent('destroy', T0 + i), containerId: `id-${i}` }));
  const { intents } = tell(events);
  expect([intents.length, intents.at(-1)?.containerId]).toEqual([50, 'id-59']);
});

test('ooms are counted, names follow a rename', () => {
  const paused = tell([anEvent('pause', T0 + 1), anEvent('oom', T0 + 2), anEvent('oom', T0 + 3)], running);
  const renamed = tell([anEvent('rename', T0 + 4, { name: 'new', oldName: '/shop-a-1' })], paused);
  expect(renamed.watches.get(anId('a'))).toMatchObject({ name: 'new', ooms: 2 });
  expect(renamed.intents).toMatchObject([{ kind: 'pause', containerName: 'new' }]);
});
