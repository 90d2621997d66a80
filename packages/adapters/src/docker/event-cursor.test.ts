import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type DockerEvent, EVENTS_KEPT } from './docker-engine.ts';
import { eventCursor, judgeContinuity, sinceOf } from './event-cursor.ts';

const anEvent = (key: string, atMs = 5_000): DockerEvent => ({
  key,
  atMs,
  action: 'other',
  containerId: '',
  attributes: {},
});
const many = (n: number) => Array.from({ length: n }, (_, i) => anEvent(`new ${i}`));
const cursor = { generation: 'g1', atMs: 5_000, keys: ['older', 'last'] };

describe('continuity', () => {
  test.each([
    ['no cursor', undefined, 'g1', [], 'first'],
    ['the last event is still remembered', cursor, 'g1', [anEvent('last'), ...many(255)], 'complete'],
    ['the last event is remembered, generation unknown', cursor, '', [anEvent('last')], 'complete'],
    ['the same daemon had few events since', cursor, 'g1', many(EVENTS_KEPT - 1), 'complete'],
    ['the same daemon had too many events since', cursor, 'g1', many(EVENTS_KEPT), 'gap'],
    ['another daemon', cursor, 'g2', many(3), 'restarted'],
    ['another daemon that has forgotten its start', cursor, 'g2', many(EVENTS_KEPT), 'gap'],
    ['nobody knows which daemon it is', cursor, '', many(3), 'gap'],
    ['nobody knows which daemon it was', { ...cursor, generation: '' }, 'g1', many(3), 'gap'],
  ] as const)('%s', (_, from, generation, remembered, want) => {
    expect(judgeContinuity(from, generation, remembered)).toBe(want);
  });
});

test('each event counts once, however often and in whatever order it is read', () => {
  const keys = fc.array(fc.integer({ min: 0, max: 40 }), { maxLength: 200 });
  fc.assert(
    fc.property(keys, (read) => {
      const own = eventCursor({ generation: 'g1', atMs: 0, keys: [] });
      const first = read.filter((key) => own.advance(anEvent(String(key), key)));
      expect(first).toEqual([...new Set(read)]);
      expect(own.state().atMs).toBe(Math.max(0, ...read));
    }),
  );
});

test('a cursor goes on from its state, and keeps no more keys than Docker keeps events', () => {
  const own = eventCursor(cursor);
  expect(own.advance(anEvent('last'))).toBe(false);
  for (const event of many(EVENTS_KEPT)) own.advance(event);
  const state = own.state();
  expect([state.keys.length, state.keys.at(-1), state.generation]).toEqual([EVENTS_KEPT, 'new 255', 'g1']);
  expect(eventCursor(state).advance(anEvent('new 255'))).toBe(false);
  expect(sinceOf(state)).toBeLessThan(state.atMs);
});
