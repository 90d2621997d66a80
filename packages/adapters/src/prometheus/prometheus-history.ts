import type { EpochMs, FeatureName, FeatureSample, HostRef } from '@ares/core';
import { askPrometheus } from './ask-prometheus.ts';
import { ALL_FEATURES, featureSeries, seriesName } from './feature-series.ts';
import { rangeSchema, type SeriesOverTime } from './query-schema.ts';

export interface HistoryWindow {
  readonly fromMs: EpochMs;
  readonly toMs: EpochMs;
  readonly stepMs: number;
  /** Only this one. @default all */
  readonly feature?: FeatureName;
}

/** One feature of one container, or of one service where `containerName` is absent; points oldest first. */
export interface FeatureHistory extends Pick<FeatureSample, 'service' | 'project' | 'containerName' | 'feature'> {
  readonly points: readonly { readonly atMs: EpochMs; readonly value: number }[];
}

export interface PrometheusHistory {
  /**
   * Features of one host over time, by one query. What is no measurement (NaN, ±Inf, negative) is left out.
   * @throws AresError METRICS_UNAVAILABLE when there is no whole answer in time
   */
  read(host: HostRef, window: HistoryWindow, timeoutMs: number): Promise<readonly FeatureHistory[]>;
}

const MAX_BYTES = 32 * 1024 * 1024;

/** @param options.url `http://address:port` of the Prometheus of the host */
export const prometheusHistory = ({ url: server }: { readonly url: string }): PrometheusHistory => ({
  async read({ hostId }, { fromMs, toMs, stepMs, feature }, timeoutMs) {
    const seconds = (ms: number): string => String(ms / 1_000);
    const query = feature ? seriesName(feature) : ALL_FEATURES;
    const form = { query, start: seconds(fromMs), end: seconds(toMs), step: seconds(stepMs) };
    const question = { hostId, server, path: '/api/v1/query_range', form, timeoutMs, maxBytes: MAX_BYTES };
    return (await askPrometheus(rangeSchema, question)).flatMap(toHistory);
  },
});

function toHistory({ metric, values }: SeriesOverTime): readonly FeatureHistory[] {
  const { feature } = featureSeries.get(metric.__name__ ?? '') ?? {};
  if (feature === undefined) return [];
  const points = values
    .map(([seconds, value]) => ({ atMs: Math.round(seconds * 1_000), value: Number(value) }))
    .filter(({ value }) => Number.isFinite(value) && value >= 0);
  const { ares_service: service = '', ares_project: project = '', name: containerName } = metric;
  return [{ service, project, ...(containerName === undefined ? {} : { containerName }), feature, points }];
}
