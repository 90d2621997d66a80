import type { EpochMs } from './time.ts';

/** Each is one Prometheus recording rule `ares:<snake_case>`; the unit stands last in the name. */
export const featureNames = [
  'cpuLimitRatio',
  'memoryLimitRatio',
  'memoryExhaustionSeconds',
  'latencySecondsP95',
  'errorRatio1m',
  'errorRatio5m',
  'errorRatio30m',
  'errorRatio1h',
  'errorRatio6h',
  'requestsPerSecond',
] as const;

export type FeatureName = (typeof featureNames)[number];

/** One value of one feature of one container, or of one service where `containerName` is absent. */
export interface FeatureSample {
  readonly service: string;
  readonly project: string;
  readonly containerName?: string;
  readonly feature: FeatureName;
  readonly value: number;
  /** Time of the newest scrape that the value rests on, not of the query. */
  readonly atMs: EpochMs;
}

export interface MetricReading {
  readonly samples: readonly FeatureSample[];
  /** NaN, ±Inf and negative values that were set aside. */
  readonly quarantined: number;
  /** Samples beyond the cap on labels that were dropped. */
  readonly dropped: number;
}
