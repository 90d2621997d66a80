import { Agent } from 'node:http';
import type { MetricReader } from '@ares/core';
import { askPrometheus } from './ask-prometheus.ts';
import { ALL_FEATURES } from './feature-series.ts';
import { querySchema } from './query-schema.ts';
import { toReading } from './to-reading.ts';

export interface PrometheusReaderOptions {
  /** `http://address:port` of the Prometheus of the host. */
  readonly url: string;
  /** Larger answers are refused. @default 5 MiB */
  readonly maxBytes?: number;
  /** More series of one service than these are dropped. @default 200 */
  readonly seriesPerServiceMax?: number;
  /** Keeps the connections. @default one of its own */
  readonly agent?: Agent;
}

const MAX_BYTES = 5 * 1024 * 1024;
const SERIES_PER_SERVICE_MAX = 200;

/** Reads the features that Prometheus records as `ares:*`. */
export function prometheusReader(options: PrometheusReaderOptions): MetricReader {
  const { url: server, maxBytes = MAX_BYTES, seriesPerServiceMax = SERIES_PER_SERVICE_MAX } = options;
  const agent = options.agent ?? new Agent({ keepAlive: true });
  return {
    async read({ hostId }, timeoutMs) {
      const form = { query: ALL_FEATURES, timeout: `${timeoutMs}ms` };
      const question = { hostId, server, path: '/api/v1/query', form, timeoutMs, maxBytes, agent };
      return toReading(await askPrometheus(querySchema, question), { seriesPerServiceMax });
    },
  };
}
