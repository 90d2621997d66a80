import type { FeatureName } from '../../model/feature.ts';
import type { MetricSpec } from './metric-spec.ts';

/** The features of a service as metrics, in the order of its minute rows. */
export const serviceMetrics = [
  { name: 'cpuLimitRatio', family: 'cpu', unit: 'ratio', negligible: 0.05 },
  { name: 'memoryLimitRatio', family: 'memory', unit: 'ratio', negligible: 0.05 },
  { name: 'latencySecondsP95', family: 'server-latency', unit: 's', negligible: 0.01 },
  { name: 'errorRatio1m', family: 'errors', unit: 'ratio', negligible: 0.01 },
  { name: 'requestsPerSecond', family: 'load', unit: '/s', negligible: 0.5 },
] as const satisfies readonly (MetricSpec & { readonly name: FeatureName })[];
