import type { FeatureSample } from '@ares/core';
import { featureSeries, seriesName, TIMESTAMP_SERIES } from '../feature-series.ts';
import type { Series } from '../query-schema.ts';

/** The series of one value, and the one that tells its time. */
export function seriesOf({ feature, service, project, containerName, value, atMs }: FeatureSample): Series[] {
  const owner = {
    ares_service: service,
    ares_project: project,
    ...(containerName === undefined ? {} : { name: containerName }),
  };
  const __name__ = seriesName(feature);
  const source = featureSeries.get(__name__)?.source ?? '';
  const nowSeconds = atMs / 1_000 + 1;
  return [
    { metric: { __name__, ...owner }, value: [nowSeconds, String(value)] },
    { metric: { __name__: TIMESTAMP_SERIES, source, ...owner }, value: [nowSeconds, String(atMs / 1_000)] },
  ];
}

export const successOf = (result: readonly Series[]) => ({ status: 'success', data: { resultType: 'vector', result } });
