import type { FeatureName } from '../../model/feature.ts';
import type { MetricSpec } from './metric-spec.ts';

/** The features of a service as metrics, in the order of its minute rows. */
export const serviceMetrics = [
  { name: 'cpuLimitRatio', title: 'CPU', family: 'cpu', unit: 'ratio', negligible: 0.05 },
  { name: 'memoryLimitRatio', title: 'memory', family: 'memory', unit: 'ratio', negligible: 0.05 },
  { name: 'latencySecondsP95', title: 'p95 latency', family: 'server-latency', unit: 's', negligible: 0.01 },
  { name: 'errorRatio1m', title: 'failed requests', family: 'errors', unit: 'ratio', negligible: 0.01 },
  { name: 'requestsPerSecond', title: 'requests', family: 'load', unit: '/s', negligible: 0.5 },
] as const satisfies readonly (MetricSpec & { readonly name: FeatureName })[];
