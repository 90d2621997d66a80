import type { QueueMessage } from '@ares/adapters/aws';
import type { HostEntry, HostSignalEntry, SlotMessage } from '@ares/config/aws';
import { AresError } from '@ares/core';
import { aFakePorts } from '@ares/simulator';
import { expect, test } from 'vitest';
import { type Dispatching, dispatch } from './dispatch.ts';

const SCHEDULED_MS = Date.parse('2026-11-23T10:05:00Z');
const host = (n: number): HostEntry => ({ hostId: `i-${n}`, address: '10.0.0.1' });
const signal: HostSignalEntry = { hostId: 'i-1', name: 'CPUUtilization', value: 3, words: 'CPU 3 %', atMs: 1 };

function desk(over: Partial<Dispatching> = {}) {
  const { clock } = aFakePorts(SCHEDULED_MS + 2_000);
  const sent: QueueMessage<SlotMessage>[] = [];
  const ports: Dispatching = {
    clock,
    hosts: async () => [host(1), host(2)],
    signals: async () => [signal],
    ticks: { send: async (messages) => void sent.push(...messages) },
    shards: 2,
    keepAwake: async () => undefined,
    ...over,
  };
  return { ports, sent, clock };
}

test('four slots a shard for the next minute, each hidden until its time', async () => {
  const { ports, sent } = desk();
  expect(await dispatch(ports, SCHEDULED_MS)).toEqual({ hosts: 2, slots: 8 });
  expect(sent.filter(({ body }) => body.shard === 'shard-0').map(({ delaySeconds }) => delaySeconds)).toEqual([
    58, 73, 88, 103,
  ]);
});

test('row 5: the same schedule event late and twice sends the same slots', async () => {
  const { ports, sent, clock } = desk();
  await dispatch(ports, SCHEDULED_MS);
  const first = sent.splice(0);
  clock.advance(90_000);
  await dispatch(ports, SCHEDULED_MS);
  expect(sent.map(({ body }) => body)).toEqual(first.map(({ body }) => body));
  expect(sent[0]?.delaySeconds).toBe(0);
});

test('row 36: a fleet that cannot be listed is no empty fleet: nothing is sent', async () => {
  const { ports, sent } = desk({ hosts: () => Promise.reject(new Error('Throttling')) });
  await expect(dispatch(ports, SCHEDULED_MS)).rejects.toThrow('Throttling');
  expect(sent).toEqual([]);
});

test('a shard that is too large is an error that names it and the remedy', async () => {
  const { ports, sent } = desk({ shards: 1, hosts: async () => Array.from({ length: 9_000 }, (_, n) => host(n)) });
  await expect(dispatch(ports, SCHEDULED_MS)).rejects.toThrow(AresError);
  await expect(dispatch(ports, SCHEDULED_MS)).rejects.toThrow(/shard-0.*more shards/);
  expect(sent).toEqual([]);
});
