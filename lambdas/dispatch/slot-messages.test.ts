import { type HostEntry, type HostSignalEntry, tickMessage } from '@ares/config/aws';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { shardOf } from './shard-of.ts';
import { slotMessages } from './slot-messages.ts';

const host = (n: number): HostEntry => ({ hostId: `i-${n}`, address: '10.0.0.1' });
const signal = (n: number): HostSignalEntry => ({
  hostId: `i-${n}`,
  name: 'CPUUtilization',
  value: 3,
  words: 'CPU 3 %',
  atMs: 1,
});
const slots = [15_000, 30_000, 45_000, 60_000];

test('each slot names every host once, in its own shard; an empty shard has the first slot only', () =>
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 50 }), fc.integer({ min: 1, max: 9 }), (count, shards) => {
      const hosts = Array.from({ length: count }, (_, n) => host(n));
      const messages = slotMessages(slots, shards, { hosts, signals: [] });
      const inUse = new Set(hosts.map(({ hostId }) => shardOf(hostId, shards))).size;
      expect(messages).toHaveLength(slots.length * inUse + (shards - inUse));
      for (const slotMs of slots) {
        const ofSlot = messages.filter((message) => message.slotMs === slotMs);
        expect(ofSlot.flatMap((m) => m.hosts.map(({ hostId }) => hostId)).toSorted()).toEqual(
          hosts.map(({ hostId }) => hostId).toSorted(),
        );
        for (const { shard, hosts: own } of ofSlot)
          expect(own.every(({ hostId }) => shardOf(hostId, shards) === shard)).toBe(true);
      }
      for (const message of messages) expect(tickMessage.parse(message)).toEqual(message);
    }),
  ));

test('signals travel once, to the shard of their host', () => {
  const messages = slotMessages(slots, 3, { hosts: [host(1), host(2)], signals: [signal(1), signal(2)] });
  const carrying = messages.filter(({ signals }) => signals.length > 0);
  expect(carrying.every(({ slotMs }) => slotMs === slots[0])).toBe(true);
  expect(carrying.flatMap(({ signals }) => signals)).toHaveLength(2);
  for (const { shard, signals } of carrying)
    expect(signals.every(({ hostId }) => shardOf(hostId, 3) === shard)).toBe(true);
});

test('a fleet without hosts is looked at once a minute', () =>
  expect(slotMessages(slots, 2, { hosts: [], signals: [] }).map(({ shard, slotMs }) => [shard, slotMs])).toEqual([
    ['shard-0', 15_000],
    ['shard-1', 15_000],
  ]));
