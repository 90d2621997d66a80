import { expect, test } from 'vitest';
import { retractShutdown } from './shutdown.ts';
import { anEvent, exited, someFacts, T0, tell } from './testing/story.ts';

const stopOf = (id: string, atMs: number) => [
  anEvent('kill', atMs, { signal: '15' }, id),
  anEvent('die', atMs + 10, {}, id),
  anEvent('stop', atMs + 20, {}, id),
];

const ids = ['a', 'b', 'c'];
const running = tell(ids.flatMap((id) => [anEvent('create', T0, {}, id), anEvent('start', T0 + 1, {}, id)]));
const DOWN = T0 + 100_000;
const restart = { lastSeenAtMs: DOWN + 500, daemonStartedAtMs: DOWN + 9_000 };
const allDown = ids.map((id) => exited(id, DOWN));

test('a daemon that goes down stops everything, and that is nobody', () => {
  const state = tell([...stopOf('a', DOWN), ...stopOf('b', DOWN + 5), ...stopOf('c', DOWN + 9)], running);
  expect(retractShutdown(state, allDown, restart).intents).toEqual([]);
});

test('what a person stopped before stays stopped', () => {
  const state = tell([...stopOf('a', DOWN - 10_000), ...stopOf('b', DOWN), ...stopOf('c', DOWN + 9)], running);
  expect(retractShutdown(state, allDown, restart).intents).toMatchObject([{ containerName: 'shop-a-1' }]);
});

test('a daemon that leaves containers running has stopped none', () => {
  const state = tell(stopOf('a', DOWN), running);
  const facts = [exited('a', DOWN), someFacts('b'), exited('c', DOWN)];
  expect(retractShutdown(state, facts, restart).intents).toHaveLength(1);
});

test('a stop long before the end of the daemon is a person', () => {
  const state = tell(stopOf('a', DOWN - 60_000), running);
  expect(retractShutdown(state, allDown, restart).intents).toHaveLength(1);
});

test('pauses and removals are never those of a daemon', () => {
  const state = tell([anEvent('destroy', DOWN, {}, 'a'), ...stopOf('b', DOWN)], running);
  expect(retractShutdown(state, allDown, restart).intents).toMatchObject([{ kind: 'remove' }]);
});
