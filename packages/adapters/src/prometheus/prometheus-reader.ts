import { Agent } from 'node:http';
import { AresError, type MetricReader } from '@ares/core';
import { z } from 'zod';
import { type BoundedResponse, boundedRequest } from '../http/bounded-request.ts';
import { parseJson } from '../http/parse-json.ts';
import { querySchema, type Series } from './query-schema.ts';
import { toReading } from './to-reading.ts';

export interface PrometheusReaderOptions {
  /** `http://address:port` of the Prometheus of the host. */
  readonly url: string;
  /** Larger answers are refused. @default 5 MiB */
  readonly maxBytes?: number;
  /** More series of one service than these are dropped. @default 200 */
  readonly seriesPerServiceMax?: number;
}

const MAX_BYTES = 5 * 1024 * 1024;
const SERIES_PER_SERVICE_MAX = 200;
/** Every feature of every container in one query. */
const QUERY = '{__name__=~"ares:.+"}';

/** Reads the features that Prometheus records as `ares:*`. */
export function prometheusReader(options: PrometheusReaderOptions): MetricReader {
  const { url, maxBytes = MAX_BYTES, seriesPerServiceMax = SERIES_PER_SERVICE_MAX } = options;
  const agent = new Agent({ keepAlive: true });
  const path = '/api/v1/query';
  return {
    async read({ hostId }, timeoutMs) {
      const body = new URLSearchParams({ query: QUERY, timeout: `${timeoutMs}ms` }).toString();
      try {
        const answer = await boundedRequest({ server: url, path, method: 'POST', body, timeoutMs, maxBytes, agent });
        return toReading(seriesOf(answer), { seriesPerServiceMax });
      } catch (cause) {
        const reason = cause instanceof Error ? cause.message : String(cause);
        const message = `Prometheus of ${hostId} at ${url}: ${reason}`;
        throw new AresError('METRICS_UNAVAILABLE', message, { retryable: true, cause });
      }
    },
  };
}

/** An answer with a part missing is no answer: what is missing would look healthy. */
function seriesOf({ status, text }: BoundedResponse): readonly Series[] {
  const parsed = querySchema.safeParse(parseJson(text));
  if (!parsed.success)
    throw new Error(`HTTP ${status} with an answer that is malformed: ${z.prettifyError(parsed.error)}`);
  const answer = parsed.data;
  if (answer.status === 'error') throw new Error(answer.error);
  if (answer.warnings.length > 0) throw new Error(`the answer is incomplete: ${answer.warnings.join('; ')}`);
  return answer.data.result;
}
