import { expect, test } from 'vitest';
import { messages, ownMetrics } from './usage.ts';

const MINUTES_A_MONTH = 730 * 60;
const fleet = (hosts: number) => ({ hosts, shards: 2, tickMs: 15_000 });

test('what is there without any host is fixed: each empty shard is looked at once a minute', () => {
  expect(messages.ticks(fleet(0))).toBe(2 * MINUTES_A_MONTH);
  expect(ownMetrics(fleet(0))).toBe(4);
});

test('a shard with a host has four slots a minute', () => {
  const slots = (hosts: number) => messages.ticks(fleet(hosts)) - hosts * (730 + 24);
  expect(slots(1)).toBe((4 + 1) * MINUTES_A_MONTH);
  expect(slots(2)).toBe((4 + 4) * MINUTES_A_MONTH);
});
