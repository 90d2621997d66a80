import type { EpochMs, FeatureSample, MetricReading } from '@ares/core';
import { featureSeries, TIMESTAMP_SERIES } from './feature-series.ts';
import type { Series } from './query-schema.ts';

export interface ReadingLimits {
  readonly seriesPerServiceMax: number;
}

/** Sorts out what Prometheus answered; whatever is bad is set aside and counted, and the rest is used. */
export function toReading(all: readonly Series[], { seriesPerServiceMax }: ReadingLimits): MetricReading {
  const times = timesOf(all);
  const found = all.flatMap((series) => {
    const { feature, source } = featureSeries.get(series.metric.__name__ ?? '') ?? {};
    return feature === undefined || source === undefined
      ? []
      : [{ series, feature, atMs: times.get(keyOf(series, source)) }];
  });
  const good = found.flatMap(({ series, feature, atMs }) => {
    const value = Number(series.value[1]);
    if (atMs === undefined || !Number.isFinite(value) || value < 0) return [];
    return [{ ...ownerOf(series), feature, value, atMs }];
  });
  const samples = withinCap(withoutDuplicates(good), seriesPerServiceMax);
  return {
    samples,
    quarantined: found.length - good.length,
    dropped: withoutDuplicates(good).length - samples.length,
  };
}

type Owner = Pick<FeatureSample, 'service' | 'project' | 'containerName'>;

const ownerOf = ({ metric }: Series): Owner => ({
  service: metric.ares_service ?? '',
  project: metric.ares_project ?? '',
  ...(metric.name === undefined ? {} : { containerName: metric.name }),
});

const keyOf = ({ metric }: Series, source: string): string =>
  JSON.stringify([metric.ares_project, metric.ares_service, metric.name, source]);

function timesOf(all: readonly Series[]): ReadonlyMap<string, EpochMs> {
  const times = new Map<string, EpochMs>();
  for (const series of all) {
    const atMs = Math.round(Number(series.value[1]) * 1_000);
    if (series.metric.__name__ !== TIMESTAMP_SERIES || !Number.isFinite(atMs) || atMs < 0) continue;
    const key = keyOf(series, series.metric.source ?? '');
    times.set(key, Math.max(atMs, times.get(key) ?? 0));
  }
  return times;
}

/** Of several values of one thing the highest, in whatever order they come. */
function withoutDuplicates(samples: readonly FeatureSample[]): readonly FeatureSample[] {
  const highest = new Map<string, FeatureSample>();
  for (const sample of samples) {
    const { project, service, containerName, feature } = sample;
    const key = JSON.stringify([project, service, containerName, feature]);
    const known = highest.get(key);
    if (known === undefined || sample.value > known.value) highest.set(key, sample);
  }
  return [...highest.values()];
}

/** A service whose labels explode loses its own excess, the same whatever order it comes in, and no other service's. */
function withinCap(samples: readonly FeatureSample[], max: number): readonly FeatureSample[] {
  const services = Map.groupBy(samples, ({ project, service }) => JSON.stringify([project, service]));
  return [...services.values()].flatMap((own) =>
    own.length <= max ? own : own.toSorted((a, b) => nameOf(a).localeCompare(nameOf(b))).slice(0, max),
  );
}

const nameOf = ({ containerName = '', feature }: FeatureSample): string => `${containerName} ${feature}`;
