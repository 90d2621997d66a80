import type { RosterEntry } from '@ares/adapters/postgres';
import type { FeatureHistory } from '@ares/adapters/prometheus';
import { expect, test } from 'vitest';
import { memorySnapshots } from '../testing/memory-snapshots.ts';
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

function stage(level = 0.1) {
  const world = { level };
  const events: string[] = [];
  const learnt: string[] = [];
  const snapshots = memorySnapshots();
  const training: Training = {
    read: async () => historyAround(world.level),
    troubles: new Map(),
    trainer: robustTrainer,
    learn: async ({ hostId, measured }) => void learnt.push(`${hostId}: ${measured.length}`),
    snapshots,
    nowMs: NOW_MS,
    log: { info: () => {}, warn: (event) => void events.push(event) },
  };
  const train = (over: Partial<Training> = {}) => trainShard({ ...training, ...over }, NAME, hosts);
  return { world, snapshots, events, learnt, train };
}

test('every host’s services get their baselines, which are stored', async () => {
  const { train, snapshots, learnt } = stage();
  const { baselines, accepted } = await train();
  expect(learnt.toSorted()).toEqual(['i-1: 1', 'i-2: 1']);
  expect(baselines.map(({ serviceId, rows }) => [serviceId, rows])).toEqual([
    ['i-1/shop/cart', 100],
    ['i-2/shop/cart', 100],
  ]);
  expect(accepted).toBe(2);
  expect(snapshotSchema.parse(snapshots.objects.get(NAME))).toEqual(snapshotOf(baselines));
});

test('row 42: poisoned history leaves the last good snapshot as it is', async () => {
  const { train, snapshots, world, events } = stage();
  await train();
  const good = snapshots.objects.get(NAME);
  world.level = 1_000;
  expect(await train({ nowMs: NOW_MS + 1 })).toMatchObject({ accepted: 0, refused: [{}, {}] });
  expect(snapshots.objects.get(NAME)).toEqual(good);
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
  expect(snapshotSchema.parse(snapshots.objects.get(NAME)).baselines).toEqual(baselines);
});

test('row 43: a corrupt snapshot counts as none, and is told', async () => {
  const { train, snapshots, events } = stage();
  await train();
  snapshots.objects.set(NAME, { version: 2 });
  expect(await train()).toMatchObject({ accepted: 2 });
  expect(events).toEqual(['train.snapshot.bad']);
});

test('row 42: what was measured in an incident is not learnt from', async () => {
  const { train } = stage();
  const always = [{ fromMs: 0, toMs: NOW_MS }];
  const { baselines } = await train({ troubles: new Map([['i-1', always]]) });
  expect(baselines.map(({ serviceId }) => serviceId)).toEqual(['i-2/shop/cart']);
});
