import { type FeatureSample, featureNames } from '@ares/core';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { aSample } from './contract.ts';
import { seriesName } from './feature-series.ts';
import type { Series } from './query-schema.ts';
import { seriesOf } from './testing/query-answer.ts';
import { toReading } from './to-reading.ts';

const limits = { seriesPerServiceMax: 200 };
const good = seriesOf(aSample());
const withValue = (value: string): Series[] =>
  seriesOf(aSample({ containerName: 'shop-cart-2' })).map((series) =>
    series.metric.__name__ === 'ares:cpu_limit_ratio' ? { ...series, value: [1, value] } : series,
  );

test('features and rules go by the same names', () => {
  expect(featureNames.map(seriesName)).toEqual([
    'ares:cpu_limit_ratio',
    'ares:memory_limit_ratio',
    'ares:memory_exhaustion_seconds',
    'ares:latency_seconds_p95',
    'ares:error_ratio_1m',
    'ares:error_ratio_5m',
    'ares:error_ratio_30m',
    'ares:error_ratio_1h',
    'ares:error_ratio_6h',
    'ares:requests_per_second',
  ]);
});

test.each(['NaN', '+Inf', '-Inf', '-0.001', 'nonsense'])(
  'row 31: %s is set aside and counted, the rest is read',
  (value) => {
    expect(toReading([...good, ...withValue(value)], limits)).toEqual({
      samples: [aSample()],
      quarantined: 1,
      dropped: 0,
    });
  },
);

test('a value of which nobody knows the time is set aside', () => {
  const [value] = good;
  expect(toReading(value ? [value] : [], limits)).toEqual({ samples: [], quarantined: 1, dropped: 0 });
});

test('the time of a value is that of its own kind of scrape', () => {
  const cpu = aSample({ atMs: 1_000 });
  const latency = aSample({ feature: 'latencySecondsP95', value: 1, atMs: 2_000 });
  expect(toReading([...seriesOf(latency), ...seriesOf(cpu)], limits).samples).toEqual([latency, cpu]);
});

test('row 30: duplicates change nothing, in whatever order they come', () => {
  const twice = aSample({ value: 0.9 });
  const all = [...seriesOf(aSample()), ...seriesOf(twice), ...seriesOf(aSample())];
  for (const series of [all, all.toReversed()]) {
    expect(toReading(series, limits)).toEqual({ samples: [twice], quarantined: 0, dropped: 0 });
  }
});

test('row 34: a service whose labels explode is capped and counted, the others are whole', () => {
  const many = Array.from({ length: 500 }, (_, i) => aSample({ containerName: `shop-cart-${i}` })).flatMap(seriesOf);
  const other = aSample({ service: 'user', containerName: 'shop-user-1' });
  const reading = toReading([...many, ...seriesOf(other)], limits);
  expect([reading.samples.length, reading.dropped, reading.quarantined]).toEqual([201, 300, 0]);
  expect(reading.samples).toContainEqual(other);
  expect(toReading([...seriesOf(other), ...many.toReversed()], limits).samples.length).toBe(201);
});

test('series of another meaning are passed over', () => {
  const odd: Series = { metric: { __name__: 'ares:something_new' }, value: [1, 'NaN'] };
  expect(toReading([odd, ...good], limits)).toEqual({ samples: [aSample()], quarantined: 0, dropped: 0 });
});

const anySample: fc.Arbitrary<FeatureSample> = fc.record({
  service: fc.constantFrom('a', 'b'),
  project: fc.constantFrom('', 'p'),
  containerName: fc.constantFrom('c1', 'c2', 'c3'),
  feature: fc.constantFrom(...featureNames),
  value: fc.double({ min: 0, max: 1e9, noNaN: true }).map((value) => value + 0),
  atMs: fc.integer({ min: 0, max: 2_000_000_000_000 }),
});

test('whatever is read is finite, dated and unique, and nothing is lost without being counted', () => {
  const anySeries = fc.array(fc.tuple(anySample, fc.constantFrom('', 'NaN', '-1')), { maxLength: 60 });
  fc.assert(
    fc.property(anySeries, fc.integer({ min: 1, max: 20 }), (told, seriesPerServiceMax) => {
      const all = told.flatMap(([sample, bad]) =>
        seriesOf(sample).map((series, i): Series => (i === 0 && bad ? { ...series, value: [1, bad] } : series)),
      );
      const { samples, quarantined, dropped } = toReading(all, { seriesPerServiceMax });
      expect(samples.every(({ value, atMs }) => Number.isFinite(value) && value >= 0 && atMs >= 0)).toBe(true);
      const keys = samples.map(
        ({ service, project, containerName, feature }) => `${service} ${project} ${containerName} ${feature}`,
      );
      expect(new Set(keys).size).toBe(keys.length);
      expect(quarantined).toBe(told.filter(([, bad]) => bad !== '').length);
      const distinct = new Set(
        told.filter(([, bad]) => bad === '').map(([s]) => `${s.service} ${s.project} ${s.containerName} ${s.feature}`),
      );
      expect(samples.length + dropped).toBe(distinct.size);
    }),
  );
});
