import type { Snapshot, SnapshotStore } from '@ares/adapters/aws';
import type { RosterEntry } from '@ares/adapters/postgres';
import type { FeatureHistory } from '@ares/adapters/prometheus';
import { expect, test } from 'vitest';
import type { z } from 'zod';
import { robustTrainer } from './robust-trainer.ts';
import { snapshotOf, snapshotSchema } from './snapshot-schema.ts';
import { type Training, trainShard } from './train-shard.ts';

const NAME = 'baselines/shop/shard-0';
const NOW_MS = 24 * 3_600_000;
const hosts: readonly RosterEntry[] = [
  { hostId: 'i-1', address: '10.0.0.1' },
  { hostId: 'i-2', address: '10.0.0.2' },
];
const historyAround = (level: number): readonly FeatureHistory[] => [
  {
    service: 'cart',
    project: 'shop',
    feature: 'latencySecondsP95',
    points: Array.from({ length: 100 }, (_, i) => ({ atMs: i * 60_000, value: level + (i % 10) * 0.001 })),
  },
];

/** One object in memory, which a test may spoil. */
function memorySnapshots(): SnapshotStore & { spoiled: boolean; stored: unknown } {
  const store = {
    spoiled: false,
    stored: undefined as unknown,
    async put(_: string, value: unknown) {
      store.stored = JSON.parse(JSON.stringify(value));
      return 'v';
    },
    async get<T>(_: string, schema: z.ZodType<T>): Promise<Snapshot<T>> {
      if (store.stored === undefined) return { state: 'none' };
      const parsed = schema.safeParse(store.spoiled ? { version: 2 } : store.stored);
      return parsed.success ? { state: 'good', version: 'v', value: parsed.data } : { state: 'bad', reason: 'spoiled' };
    },
  };
  return store;
}

function stage(level = 0.1) {
  const world = { level };
  const events: string[] = [];
  const snapshots = memorySnapshots();
  const training: Training = {
    read: async () => historyAround(world.level),
    troubles: new Map(),
    trainer: robustTrainer,
    snapshots,
    nowMs: NOW_MS,
    log: { info: () => {}, warn: (event) => void events.push(event) },
  };
  const train = (over: Partial<Training> = {}) => trainShard({ ...training, ...over }, NAME, hosts);
  return { world, snapshots, events, train };
}

test('every host’s services get their baselines, which are stored', async () => {
  const { train, snapshots } = stage();
  const { baselines, accepted } = await train();
  expect(baselines.map(({ serviceId, rows }) => [serviceId, rows])).toEqual([
    ['i-1/shop/cart', 100],
    ['i-2/shop/cart', 100],
  ]);
  expect(accepted).toBe(2);
  expect(snapshotSchema.parse(snapshots.stored)).toEqual(snapshotOf(baselines));
});

test('row 42: poisoned history leaves the last good snapshot as it is', async () => {
  const { train, snapshots, world, events } = stage();
  await train();
  const good = snapshots.stored;
  world.level = 1_000;
  expect(await train({ nowMs: NOW_MS + 1 })).toMatchObject({ accepted: 0, refused: [{}, {}] });
  expect(snapshots.stored).toEqual(good);
  expect(events).toEqual(['train.refused']);
});

test('row 28: a host that does not answer keeps what was learnt of it', async () => {
  const { train, snapshots } = stage();
  await train();
  const read: Training['read'] = async ({ hostId }) => {
    if (hostId === 'i-2') throw new Error('no answer');
    return historyAround(0.11);
  };
  const { baselines } = await train({ read, nowMs: NOW_MS + 1 });
  expect(baselines.map(({ serviceId, trainedAtMs }) => [serviceId, trainedAtMs])).toEqual([
    ['i-1/shop/cart', NOW_MS + 1],
    ['i-2/shop/cart', NOW_MS],
  ]);
  expect(snapshotSchema.parse(snapshots.stored).baselines).toEqual(baselines);
});

test('row 43: a corrupt snapshot counts as none, and is told', async () => {
  const { train, snapshots, events } = stage();
  await train();
  snapshots.spoiled = true;
  expect(await train()).toMatchObject({ accepted: 2 });
  expect(events).toEqual(['train.snapshot.bad']);
});

test('row 42: what was measured in an incident is not learnt from', async () => {
  const { train } = stage();
  const always = [{ fromMs: 0, toMs: NOW_MS }];
  const { baselines } = await train({ troubles: new Map([['i-1', always]]) });
  expect(baselines.map(({ serviceId }) => serviceId)).toEqual(['i-2/shop/cart']);
});
