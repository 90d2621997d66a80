import type { TickMessage } from '@ares/config/aws';
import { aFakePorts } from '@ares/simulator';
import { expect, test } from 'vitest';
import { route } from './route.ts';

const { lines, ...ports } = aFakePorts();
const homes = new Map([
  ['i-0123456789abcdef0', 'shard-1'],
  ['i-0123456789abcdef1', 'shard-1'],
  ['i-0123456789abcdef2', 'shard-2'],
]);
const roster = { adopt: async () => {}, shardOf: async (hostId: string) => homes.get(hostId) };
const metric = (InstanceId: string) => ({ metricStat: { metric: { dimensions: { InstanceId } } } });
const alarm = (...ids: readonly string[]): TickMessage => ({
  kind: 'alarm',
  name: 'cpu',
  state: 'ALARM',
  reason: 'high',
  time: '2026-11-23T10:05:00Z',
  metrics: ids.map(metric),
});

test.each([
  { name: 'a slot', message: { kind: 'slot', slotMs: 1, shard: 'shard-7', hosts: [], signals: [] }, to: ['shard-7'] },
  { name: 'ARES’s own wake', message: { kind: 'wake', shard: 'shard-7', reason: 'held', atMs: 1 }, to: ['shard-7'] },
  {
    name: 'a host’s event',
    message: { kind: 'wake', hostId: 'i-0123456789abcdef2', reason: 'die', atMs: 1 },
    to: ['shard-2'],
  },
  { name: 'an alarm of two hosts of a shard', message: alarm(...[...homes.keys()].slice(0, 2)), to: ['shard-1'] },
  { name: 'an alarm across shards', message: alarm(...homes.keys()), to: ['shard-1', 'shard-2'] },
  { name: 'an alarm of no host', message: alarm(), to: [] },
  { name: 'a host that no slot has named', message: { kind: 'wake', hostId: 'i-new', reason: 'die', atMs: 1 }, to: [] },
] as { name: string; message: TickMessage; to: string[] }[])('$name', async ({ message, to }) => {
  const before = lines.length;
  expect(await route({ roster, ports }, message)).toEqual(to);
  expect(lines.slice(before).map(({ event }) => event)).toEqual(to.length > 0 ? [] : ['tick.not-placed']);
});
