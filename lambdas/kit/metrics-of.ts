import { METRIC_NAMESPACE, metricDimensions } from '@ares/config/aws';
import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import type { Measure } from './measure.ts';

export interface FunctionMetrics {
  readonly measure: Measure;
  /** Writes what was measured; the last thing of an invocation. */
  flush(): void;
}

/** Metrics in the log line format from which CloudWatch makes them. */
export function metricsOf(name: string, fleet: string): FunctionMetrics {
  const { service, ...defaultDimensions } = metricDimensions(fleet, name);
  const metrics = new Metrics({ namespace: METRIC_NAMESPACE, serviceName: service, defaultDimensions });
  return {
    measure: (metric, value) =>
      metrics.addMetric(metric, metric.endsWith('Ms') ? MetricUnit.Milliseconds : MetricUnit.Count, value),
    flush() {
      if (metrics.hasStoredMetrics()) metrics.publishStoredMetrics();
    },
  };
}
