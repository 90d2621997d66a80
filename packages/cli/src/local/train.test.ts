import type { FeatureHistory } from '@ares/adapters/prometheus';
import type { TrainedForest } from '@ares/core';
import { anIncident } from '@ares/simulator';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { type LocalTraining, startTraining, trainServices } from './train.ts';

const MINUTE_MS = 60_000;
const NOW_MS = 1_000 * 3_600_000;
const features = ['cpuLimitRatio', 'latencySecondsP95', 'requestsPerSecond'] as const;

/** The last two hours of one service, every half minute. */
const historyOf = (service: string, level = 1): readonly FeatureHistory[] =>
  features.map((feature, column) => ({
    service,
    project: 'shop',
    containerName: `shop-${service}-1`,
    feature,
    points: Array.from({ length: 240 }, (_, i) => ({
      atMs: NOW_MS - (240 - i) * 30_000,
      value: level * (1 + ((i * (0.618 + column / 10)) % 1) ** 2),
    })),
  }));

function stage() {
  const world = { history: historyOf('cart'), incidents: [anIncident({ hostId: 'elsewhere' })] };
  const models = new Map<string, TrainedForest>();
  const events: [string, object][] = [];
  const training: LocalTraining = {
    hostId: 'h',
    history: { read: async () => world.history },
    reader: { incidents: async () => world.incidents },
    models: {
      load: async (serviceId) => models.get(serviceId),
      save: async (trained) => void models.set(trained.serviceId, trained),
    },
    log: { info: (...told) => void events.push(told), warn: (...told) => void events.push(told) },
  };
  return { world, models, events, training };
}

beforeEach(() => void vi.useFakeTimers({ now: NOW_MS, toFake: ['Date', 'setTimeout', 'clearTimeout'] }));
afterEach(() => void vi.useRealTimers());

test('every service with quiet history gets its model', async () => {
  const { world, models, events, training } = stage();
  world.history = [...historyOf('cart'), ...historyOf('user')];
  await trainServices(training);
  expect([...models.keys()]).toEqual(['h/shop/cart', 'h/shop/user']);
  expect(models.get('h/shop/cart')).toMatchObject({ rows: 240, trainedAtMs: NOW_MS });
  expect(events).toEqual([['train.completed', { services: 2, promoted: 2 }]]);
});

test('row 42: what was measured in an incident is not learnt from', async () => {
  const { world, models, training } = stage();
  world.incidents = [
    anIncident({ hostId: 'h', beganAtMs: NOW_MS - 40 * MINUTE_MS, detectedAtMs: NOW_MS - 39 * MINUTE_MS }),
  ];
  await trainServices(training);
  expect(models.get('h/shop/cart')).toMatchObject({ rows: 150 });
});

test('row 42: poisoned history leaves the last good model, and is told', async () => {
  const { world, models, events, training } = stage();
  await trainServices(training);
  const good = models.get('h/shop/cart');
  world.history = historyOf('cart', 1_000);
  await trainServices(training);
  expect(models.get('h/shop/cart')).toBe(good);
  expect(events).toContainEqual(['train.refused', expect.objectContaining({ serviceId: 'h/shop/cart', kept: true })]);
});

test('first after half an hour, then each hour; a Prometheus that is down is told, and tried again', async () => {
  const { models, events, training } = stage();
  let down = true;
  const read = async () => (down ? Promise.reject(new Error('no answer')) : historyOf('cart'));
  const schedule = startTraining({ ...training, history: { read } });
  await vi.advanceTimersByTimeAsync(30 * MINUTE_MS - 1);
  expect(events).toEqual([]);
  await vi.advanceTimersByTimeAsync(1);
  expect(events).toEqual([['train.failed', { message: 'no answer' }]]);
  down = false;
  await vi.advanceTimersByTimeAsync(60 * MINUTE_MS);
  await schedule.stop();
  expect([...models.keys()]).toEqual(['h/shop/cart']);
});
