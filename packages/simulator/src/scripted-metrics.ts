import { AresError, type FeatureSample, type MetricReader, type MetricReading } from '@ares/core';

export interface ScriptedMetrics extends MetricReader {
  /** What Prometheus answers for the host from now on; samples alone stand for a reading with nothing set aside. */
  set(hostId: string, reading: MetricReading | readonly FeatureSample[]): void;
  /** Prometheus no longer answers for the host. */
  fail(hostId: string): void;
}

const isSamples = (reading: MetricReading | readonly FeatureSample[]): reading is readonly FeatureSample[] =>
  Array.isArray(reading);

const nothing: MetricReading = { samples: [], quarantined: 0, dropped: 0 };

/** Metrics as a test sets them; a host that was never set has no series. */
export function scriptedMetrics(): ScriptedMetrics {
  const readings = new Map<string, MetricReading | 'failing'>();
  return {
    set(hostId, reading) {
      readings.set(hostId, isSamples(reading) ? { ...nothing, samples: reading } : reading);
    },
    fail: (hostId) => void readings.set(hostId, 'failing'),
    async read({ hostId }) {
      const reading = readings.get(hostId) ?? nothing;
      if (reading === 'failing') {
        throw new AresError('METRICS_UNAVAILABLE', `no metrics of ${hostId}`, { retryable: true });
      }
      return structuredClone(reading);
    },
  };
}
