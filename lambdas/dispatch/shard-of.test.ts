import fc from 'fast-check';
import { expect, test } from 'vitest';
import { shardNames, shardOf } from './shard-of.ts';

const HOSTS = 4_000;
const instanceId = fc.nat().map((n) => `i-${n.toString(16).padStart(17, '0')}`);
const manyHosts = fc.uniqueArray(instanceId, { minLength: HOSTS, maxLength: HOSTS });
const shardCount = fc.integer({ min: 1, max: 200 });

test('a host has one shard, which exists', () =>
  fc.assert(
    fc.property(instanceId, shardCount, (hostId, shards) => {
      const shard = shardOf(hostId, shards);
      expect(shardOf(hostId, shards)).toBe(shard);
      expect(shardNames(shards)).toContain(shard);
    }),
  ));

test('one more shard takes hosts from the others and moves none between them', () =>
  fc.assert(
    fc.property(instanceId, shardCount, (hostId, shards) => {
      expect([shardOf(hostId, shards), shardNames(shards + 1).at(-1)]).toContain(shardOf(hostId, shards + 1));
    }),
  ));

test('one more shard moves about its share of the hosts', () =>
  fc.assert(
    fc.property(manyHosts, fc.integer({ min: 1, max: 40 }), (hosts, shards) => {
      const moved = hosts.filter((id) => shardOf(id, shards) !== shardOf(id, shards + 1)).length;
      const share = HOSTS / (shards + 1);
      expect(Math.abs(moved - share)).toBeLessThan(6 * Math.sqrt(share));
    }),
    { numRuns: 10 },
  ));

test('shards are about equally large', () =>
  fc.assert(
    fc.property(manyHosts, fc.integer({ min: 2, max: 40 }), (hosts, shards) => {
      const sizes = new Map<string, number>();
      for (const id of hosts) sizes.set(shardOf(id, shards), (sizes.get(shardOf(id, shards)) ?? 0) + 1);
      const mean = HOSTS / shards;
      expect(sizes.size).toBe(shards);
      for (const size of sizes.values()) expect(Math.abs(size - mean)).toBeLessThan(6 * Math.sqrt(mean));
    }),
    { numRuns: 10 },
  ));

test('names do not change between releases: a host that changed its shard would lose its story', () =>
  expect(['i-0a', 'i-0b', 'i-0c', 'i-0d'].map((id) => shardOf(id, 8))).toMatchInlineSnapshot(`
    [
      "shard-4",
      "shard-1",
      "shard-5",
      "shard-0",
    ]
  `));
