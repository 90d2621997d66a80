import { SLOT_MS, type TickMessage } from '@ares/config/aws';
import { expect, test } from 'vitest';
import { isStale } from './is-stale.ts';

const NOW_MS = 1_000_000_000;
const slot = (ageMs: number): TickMessage => ({
  kind: 'slot',
  slotMs: NOW_MS - ageMs,
  shard: 's',
  hosts: [],
  signals: [],
});
const wake = (ageMs: number): TickMessage => ({ kind: 'wake', shard: 's', reason: 'die', atMs: NOW_MS - ageMs });

test.each([slot, wake])('row 11: two ticks late is late enough, more is too late', (message) => {
  expect(isStale(message(2 * SLOT_MS), NOW_MS)).toBe(false);
  expect(isStale(message(2 * SLOT_MS + 1), NOW_MS)).toBe(true);
  expect(isStale(message(6 * 3_600_000), NOW_MS)).toBe(true);
});

test('an alarm tells its own time', () => {
  const alarm = { kind: 'alarm', name: 'a', state: 'ALARM', reason: '', time: '2020-01-01T00:00:00Z', metrics: [] };
  expect(isStale(alarm as TickMessage, NOW_MS)).toBe(false);
});
