import { tickMessage } from '@ares/config/aws';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { tickKey, wakeAgain } from './wake-again.ts';

const nowMs = fc.integer({ min: 1, max: 2_000_000_000_000 });

test('nothing is the matter: the next slot is soon enough', () =>
  expect(wakeAgain('shard-1', 'calm', 1_000)).toEqual([]));

test('the next look is to come, soon, and never arrives before its time', () =>
  fc.assert(
    fc.property(nowMs, fc.constantFrom('in-flight' as const, 'held' as const), (now, pace) => {
      const [again] = wakeAgain('shard-1', pace, now);
      const body = tickMessage.parse(again?.body);
      if (body.kind !== 'wake') throw new Error(body.kind);
      const waitMs = body.atMs - now;
      expect(waitMs).toBeGreaterThanOrEqual(pace === 'in-flight' ? 2_000 : 5_000);
      expect(waitMs).toBeLessThan(pace === 'in-flight' ? 4_000 : 10_000);
      expect((again?.delaySeconds ?? 0) * 1_000).toBeGreaterThanOrEqual(waitMs);
    }),
  ));

test('row 6: the looks that many ticks ask for are few, so that wakes never multiply', () => {
  const asked = Array.from({ length: 600 }, (_, i) => wakeAgain('shard-1', 'in-flight', 60_000 + i * 100)).flat();
  const keys = new Set(asked.map(({ body }) => tickKey(body)));
  expect(keys.size).toBeLessThanOrEqual(32);
});

test('two events of one host are two keys, the same message twice is one', () => {
  const wake = { kind: 'wake', hostId: 'i-1', reason: 'die', atMs: 5 } as const;
  expect(tickKey(wake)).toBe(tickKey({ ...wake }));
  expect(tickKey({ ...wake, atMs: 6 })).not.toBe(tickKey(wake));
  expect(tickKey({ kind: 'slot', slotMs: 5, shard: 's', hosts: [], signals: [] })).not.toBe(tickKey(wake));
});
