import { AresError, type FeatureSample, type MetricReader } from '@ares/core';

export interface FakeMetricReader extends MetricReader {
  measure(samples: readonly FeatureSample[]): void;
  silence(): void;
}

/** Metrics that are a value in memory. */
export function fakeMetricReader(): FakeMetricReader {
  let measured: readonly FeatureSample[] | undefined = [];
  return {
    measure(samples) {
      measured = samples;
    },
    silence() {
      measured = undefined;
    },
    async read({ hostId }) {
      if (measured === undefined)
        throw new AresError('METRICS_UNAVAILABLE', `no metrics of ${hostId}`, { retryable: true });
      return { samples: structuredClone(measured), quarantined: 0, dropped: 0 };
    },
  };
}
