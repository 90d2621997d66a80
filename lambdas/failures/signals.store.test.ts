import { expect, test } from 'vitest';
import { stage } from '../testing/stage.ts';

const it = stage();

const alarm = (InstanceId: string) =>
  ({
    kind: 'alarm',
    name: 'disk is filling',
    state: 'ALARM',
    reason: 'Threshold Crossed',
    time: '2026-11-23T10:05:00Z',
    metrics: [{ metricStat: { metric: { namespace: 'AWS/EC2', dimensions: { InstanceId } } } }],
  }) as const;
const heard = async () =>
  (await it.store.owner.query('select host_id, name, value from ares.signals order by 1, 2')).rows;

test('a team’s alarm about a host is kept as evidence, and its shard looks', async () => {
  const way = it.path();
  const hostId = 'i-0123456789abcdef0';
  await way.ticks.send([{ body: way.slot({ hosts: [{ hostId, address: '10.0.0.1' }] }) }]);
  await way.tick();
  await way.ticks.send([{ body: alarm(hostId) }]);
  expect(await way.tick()).toEqual([]);
  expect(await heard()).toEqual([{ host_id: hostId, name: 'disk is filling', value: 'ALARM' }]);
  expect(way.measured).toMatchObject({ TicksCompleted: 2 });
});

test('an alarm about somebody else’s instance leaves nothing behind', async () => {
  const way = it.path();
  const before = await heard();
  await way.ticks.send([{ body: alarm('i-0fedcba9876543210') }]);
  expect(await way.tick()).toEqual([]);
  expect(await heard()).toEqual(before);
});

test('what CloudWatch says travels with a slot', async () => {
  const way = it.path();
  const signal = { hostId: way.hostId, name: 'CPUUtilization', value: 7.5, words: 'CPU 7.5 %', atMs: 1_000 };
  await way.ticks.send([{ body: way.slot({ signals: [signal] }) }]);
  await way.tick();
  expect(await heard()).toContainEqual({ host_id: way.hostId, name: 'CPUUtilization', value: 7.5 });
});
