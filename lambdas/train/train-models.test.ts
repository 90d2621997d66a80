import type { FeatureHistory } from '@ares/adapters/prometheus';
import { expect, test } from 'vitest';
import { memorySnapshots } from '../testing/memory-snapshots.ts';
import { type ModelTraining, trainModels } from './train-models.ts';

const NAME = 'models/shop/i-1';
const HOUR_MS = 3_600_000;
const features = ['cpuLimitRatio', 'latencySecondsP95', 'requestsPerSecond'] as const;

/** A day of one service, every five minutes. */
const historyOf = (service: string, level = 1): readonly FeatureHistory[] =>
  features.map((feature, column) => ({
    service,
    project: 'shop',
    feature,
    points: Array.from({ length: 288 }, (_, i) => ({
      atMs: i * 300_000,
      value: level * (1 + ((i * (0.618 + column / 10)) % 1) ** 2),
    })),
  }));

function stage() {
  const snapshots = memorySnapshots();
  const events: string[] = [];
  const training: ModelTraining = {
    snapshots,
    referee: () => 0.9,
    nowMs: 24 * HOUR_MS,
    log: { info: () => {}, warn: (event) => void events.push(event) },
  };
  const train = (measured: readonly FeatureHistory[], over: Partial<ModelTraining> = {}) =>
    trainModels({ ...training, ...over }, NAME, { hostId: 'i-1', measured, troubles: [] });
  const stored = () => snapshots.objects.get(NAME) as { models: { serviceId: string; trainedAtMs: number }[] };
  const inForce = () => stored().models.map(({ serviceId, trainedAtMs }) => [serviceId, trainedAtMs / HOUR_MS]);
  return { snapshots, events, train, inForce };
}

test('every service of a host has its model in one snapshot; one without history keeps its last one for a week', async () => {
  const { train, inForce } = stage();
  await train([...historyOf('cart'), ...historyOf('user')]);
  expect(inForce()).toEqual([
    ['i-1/shop/cart', 24],
    ['i-1/shop/user', 24],
  ]);
  await train(historyOf('cart'), { nowMs: 30 * HOUR_MS });
  expect(inForce()).toEqual([
    ['i-1/shop/cart', 30],
    ['i-1/shop/user', 24],
  ]);
  await train(historyOf('cart'), { nowMs: 8 * 24 * HOUR_MS });
  expect(inForce()).toEqual([['i-1/shop/cart', 8 * 24]]);
});

test.for([
  ['history that the model in force finds strange', 1_000, 0.9],
  ['a referee that ranks otherwise', 1, 0.1],
] as const)('row 42: %s leaves the last good model, and is told', async ([, level, agreement]) => {
  const { train, inForce, events } = stage();
  await train(historyOf('cart'));
  await train(historyOf('cart', level), { referee: () => agreement, nowMs: 30 * HOUR_MS });
  expect(inForce()).toEqual([['i-1/shop/cart', 24]]);
  expect(events).toEqual(['train.model.refused']);
});

test('row 43: a corrupt snapshot counts as none, is told, and is trained anew', async () => {
  const { train, inForce, events, snapshots } = stage();
  snapshots.objects.set(NAME, { version: 1, models: [{ model: 'AAAA' }] });
  await train(historyOf('cart'));
  expect(events).toEqual(['train.snapshot.bad']);
  expect(inForce()).toEqual([['i-1/shop/cart', 24]]);
});

test('a host that measured nothing is left as it is', async () => {
  const { train, snapshots, events } = stage();
  await train([]);
  expect([snapshots.objects.size, events]).toEqual([0, []]);
});
