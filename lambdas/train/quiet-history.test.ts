import type { FeatureHistory } from '@ares/adapters/prometheus';
import { expect, test } from 'vitest';
import { quietHistory } from './quiet-history.ts';

const MINUTE_MS = 60_000;
const replica = (n: number, over: Partial<FeatureHistory> = {}): FeatureHistory => ({
  service: 'cart',
  project: 'shop',
  containerName: `shop-cart-${n}`,
  feature: 'cpuLimitRatio',
  points: Array.from({ length: 60 }, (_, minute) => ({ atMs: minute * MINUTE_MS, value: minute })),
  ...over,
});

test('replicas of a service are one, features and services are not', () => {
  const history = [replica(1), replica(2), replica(1, { feature: 'errorRatio1m' }), replica(1, { service: 'user' })];
  expect(
    quietHistory({ hostId: 'i-1', measured: history, troubles: [] }).map(({ serviceId, feature, values }) => [
      serviceId,
      feature,
      values.length,
    ]),
  ).toEqual([
    ['i-1/shop/cart', 'cpuLimitRatio', 120],
    ['i-1/shop/cart', 'errorRatio1m', 60],
    ['i-1/shop/user', 'cpuLimitRatio', 60],
  ]);
});

test('row 42: times of incidents, with a margin, are not learnt from', () => {
  const troubles = [{ fromMs: 20 * MINUTE_MS, toMs: 30 * MINUTE_MS }];
  const [{ values } = { values: [] }] = quietHistory({ hostId: 'i-1', measured: [replica(1)], troubles });
  expect(values).toEqual([...Array(15).keys(), ...Array.from({ length: 24 }, (_, i) => 36 + i)]);
});

test('a host in trouble all the time teaches nothing', () => {
  const [{ values } = { values: [1] }] = quietHistory({
    hostId: 'i-1',
    measured: [replica(1)],
    troubles: [{ fromMs: 0, toMs: 60 * MINUTE_MS }],
  });
  expect(values).toEqual([]);
});
