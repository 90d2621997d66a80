import type { EpochMs, FeatureName } from '@ares/core';

/** What is usual for one feature of one service: robust, so that some odd hours move it little. */
export interface TrainedBaseline {
  /** `HOST/PROJECT/SERVICE` */
  readonly serviceId: string;
  readonly feature: FeatureName;
  /** In the unit of the feature */
  readonly median: number;
  /** Median of the absolute deviations from the median, in the unit of the feature; 0 for a constant series */
  readonly mad: number;
  readonly rows: number;
  readonly trainedAtMs: EpochMs;
}

/** The values of one feature of one service in quiet times, of all its replicas. */
export interface QuietHistory {
  readonly serviceId: string;
  readonly feature: FeatureName;
  readonly values: readonly number[];
}

/** Learns from quiet history; models of joint features come with the analysis and are trainers too. */
export type Trainer = (history: readonly QuietHistory[], nowMs: EpochMs) => readonly TrainedBaseline[];
