import { expect, test } from 'vitest';
import { type TrainDesk, trainFleet } from './train-fleet.ts';

const HOUR_MS = 3_600_000;

function stage(shards: readonly string[]) {
  const trained: string[] = [];
  const events: string[] = [];
  let nowMs = 1_000 * HOUR_MS;
  const asked: string[] = [];
  const desk: TrainDesk = {
    fleet: 'shop',
    roster: { shards: async () => shards, hosts: async (shard) => [{ hostId: shard, address: '10.0.0.1' }] },
    reader: { incidents: async () => [] },
    snapshots: {
      put: async () => 'v',
      async get(name) {
        asked.push(name);
        return { state: 'none' };
      },
    },
    log: { info: () => {}, warn: (event) => void events.push(event) },
    measure: () => {},
    async read({ hostId }) {
      trained.push(hostId);
      nowMs += 50_000;
      return [];
    },
  };
  const train = (startMs: number, patienceMs: number) => {
    nowMs = startMs;
    return trainFleet(desk, { nowMs: startMs, untilMs: startMs + patienceMs, clock: { now: () => nowMs } });
  };
  return { desk, trained, asked, events, train };
}

test('every shard is trained, each hour beginning with another one', async () => {
  const { trained, train, events } = stage(['shard-0', 'shard-1', 'shard-2']);
  await train(999 * HOUR_MS, HOUR_MS);
  await train(1_000 * HOUR_MS, HOUR_MS);
  expect(trained).toEqual(['shard-0', 'shard-1', 'shard-2', 'shard-1', 'shard-2', 'shard-0']);
  expect(events).toEqual([]);
});

test('what there is no time for is left for the next hour, and told', async () => {
  const { trained, train, events } = stage(['shard-0', 'shard-1', 'shard-2']);
  await train(999 * HOUR_MS, 120_000);
  expect(trained).toEqual(['shard-0', 'shard-1']);
  expect(events).toEqual(['train.out-of-time']);
});

test('a fleet without a shard is trained at once', async () => {
  const { trained, train } = stage([]);
  await train(999 * HOUR_MS, HOUR_MS);
  expect(trained).toEqual([]);
});

test('the models of every host are learnt once in six hours, as many each hour', async () => {
  const { desk, asked } = stage(['shard-0']);
  const hosts = Array.from({ length: 12 }, (_, i) => ({ hostId: `i-${i}`, address: '10.0.0.1' }));
  const roster = { ...desk.roster, hosts: async () => hosts };
  const clock = { now: () => 0 };
  for (let hour = 0; hour < 6; hour += 1) {
    await trainFleet({ ...desk, roster }, { nowMs: hour * HOUR_MS, untilMs: 300_000, clock });
    expect(asked.filter((name) => name.startsWith('models/'))).toHaveLength(2 * (hour + 1));
  }
  expect(asked.filter((name) => name.startsWith('models/')).toSorted()).toEqual(
    hosts.map(({ hostId }) => `models/shop/${hostId}`).toSorted(),
  );
});
