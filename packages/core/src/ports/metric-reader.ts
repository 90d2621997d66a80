import type { MetricReading } from '../model/feature.ts';
import type { HostRef } from './host-reader.ts';

/** Reads all features of one host in one query. */
export interface MetricReader {
  /** @throws AresError METRICS_UNAVAILABLE when there is no valid answer within `timeoutMs`. */
  read(host: HostRef, timeoutMs: number): Promise<MetricReading>;
}
