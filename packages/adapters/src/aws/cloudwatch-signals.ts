import type { HostSignalEntry } from '@ares/config/aws';
import type { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { type MetricSeries, readMetricData } from './read-metric-data.ts';
import { SIGNAL_PERIOD_MS, type SignalQuery, signalQueries, toMetricDataQuery } from './signal-metrics.ts';

/** CloudWatch shows a period some minutes after its end. */
const WINDOW_MS = 4 * SIGNAL_PERIOD_MS;

export interface SignalReading {
  readonly signals: readonly HostSignalEntry[];
  /** Series of which only a part or nothing could be read: they have no signal, and nobody may call them healthy. */
  readonly incomplete: readonly { readonly hostId: string; readonly metric: string; readonly reason: string }[];
  /** Values that are no measurement. */
  readonly quarantined: number;
}

/**
 * Reads the newest value of each host's series. It never throws: CloudWatch is one source among others.
 * @returns a function of the hosts and the time, in ms since the epoch
 */
export const cloudWatchSignals =
  (cloudwatch: CloudWatchClient) =>
  async (hostIds: readonly string[], nowMs: number): Promise<SignalReading> => {
    const queries = signalQueries(hostIds);
    // Whole periods alone: a sum over a part of one would look like a quiet host.
    const toMs = Math.floor(nowMs / SIGNAL_PERIOD_MS) * SIGNAL_PERIOD_MS;
    const window = { fromMs: toMs - WINDOW_MS, toMs };
    const series = await readMetricData(cloudwatch, queries.map(toMetricDataQuery), window);
    const readings = queries.map((query) => readingOf(query, series.get(query.id)));
    return {
      signals: readings.flatMap(({ signal }) => signal ?? []),
      incomplete: readings.flatMap(({ incomplete }) => incomplete ?? []),
      quarantined: readings.reduce((sum, { quarantined }) => sum + quarantined, 0),
    };
  };

interface Reading {
  readonly signal?: HostSignalEntry;
  readonly incomplete?: SignalReading['incomplete'][number];
  readonly quarantined: number;
}

function readingOf({ hostId, metric }: SignalQuery, series: MetricSeries | undefined): Reading {
  const { points = [], incomplete = undefined } = series ?? { incomplete: 'no result' };
  if (incomplete !== undefined)
    return { incomplete: { hostId, metric: metric.name, reason: incomplete }, quarantined: 0 };
  const good = points.filter(({ value, atMs }) => Number.isFinite(value) && value >= 0 && atMs > 0);
  const quarantined = points.length - good.length;
  const newest = good.sort((a, b) => b.atMs - a.atMs)[0];
  if (newest === undefined) return { quarantined };
  const { value, atMs } = newest;
  return { signal: { hostId, name: metric.name, value, words: metric.words(value), atMs }, quarantined };
}
