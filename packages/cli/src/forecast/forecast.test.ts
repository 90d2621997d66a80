import type { FeatureHistory } from '@ares/adapters/prometheus';
import { aMemory } from '@ares/simulator';
import { expect, test } from 'vitest';
import { forecastText } from './forecast-text.ts';
import { forecastView } from './forecast-view.ts';

const DAY_MS = 86_400_000;
const STEP_MS = 900_000;
const nowMs = 20_000 * DAY_MS;
const forecaster = {
  ahead: (values: readonly number[]) => {
    const last = values.at(-1) ?? 0;
    return { expected: [last, 2 * last], low: [0, last], high: [last, 3 * last] };
  },
};
const replica = (n: number, days: number): FeatureHistory => ({
  service: 'cart',
  project: 'shop',
  containerName: `shop-cart-${n}`,
  feature: 'requestsPerSecond',
  points: Array.from({ length: (days * DAY_MS) / STEP_MS }, (_, i) => ({ atMs: nowMs - (i + 1) * STEP_MS, value: 5 })),
});
const growth = {
  'shop-cart-1': {
    startedAt: '',
    slot: nowMs / 300_000,
    shares: Array.from({ length: 36 }, (_, i) => 3_000 + 100 * i),
  },
};
const cart = aMemory({ service: 'cart', lastSeenAtMs: nowMs, growth });

test('the load of all replicas together, and the memory of each that grows', () => {
  const forecasts = forecastView([cart], [replica(1, 3), replica(2, 3)], forecaster, nowMs);
  expect(forecasts).toMatchObject([
    {
      id: 'host-1/shop/cart',
      load: { now: 10, expected: 20, low: 10, high: 30 },
      memory: [{ containerName: 'shop-cart-1', expectedIn: expect.closeTo(10_500, 0) }],
    },
  ]);
  const [load, memory] = forecastText(forecasts).split('\n');
  expect(load).toMatch(/^cart: 10\.0 requests\/s now, up to 20\.0 within the hour, .* \(10\.0 to 30\.0, 95 %\)$/);
  expect(memory).toMatch(/memory at 65 % of its limit grows by 12 % an hour: exhausted in about 3 h \(at soonest/);
});

test('too short a history is said, and what is not seen any more is left out', () => {
  const { growth: _, ...young } = cart;
  expect(forecastText(forecastView([young], [replica(1, 1)], forecaster, nowMs))).toBe(
    'cart: no forecast of its load yet, which needs two whole days',
  );
  expect(forecastView([{ ...cart, lastSeenAtMs: nowMs - 90_000 }], [replica(1, 3)], forecaster, nowMs)).toEqual([]);
  expect(forecastText([])).toContain('No service is seen now');
});
