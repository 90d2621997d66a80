import { SLOT_MS } from '@ares/config/aws';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { slotsAfter } from './slots-after.ts';

test('the four slots of the next minute', () =>
  expect(slotsAfter(Date.parse('2026-11-23T10:07:00Z')).map((ms) => new Date(ms).toISOString().slice(11, 19))).toEqual([
    '10:08:00',
    '10:08:15',
    '10:08:30',
    '10:08:45',
  ]));

test('row 5: whenever in its minute an event says it is, it means the same slots; minutes leave no gap', () =>
  fc.assert(
    fc.property(fc.nat({ max: 2_000_000_000_000 }), fc.nat({ max: 59_999 }), (ms, laterMs) => {
      const minuteMs = Math.floor(ms / 60_000) * 60_000;
      const slots = slotsAfter(minuteMs);
      expect(slotsAfter(minuteMs + laterMs)).toEqual(slots);
      expect(slotsAfter(minuteMs + 60_000)[0]).toBe((slots.at(-1) ?? 0) + SLOT_MS);
      expect(slots.every((slotMs) => slotMs % SLOT_MS === 0)).toBe(true);
    }),
  ));
