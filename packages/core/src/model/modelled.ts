import type { FeatureName } from './feature.ts';

/** What the models of a service look at, in this order. */
export const modelled = [
  'cpuLimitRatio',
  'memoryLimitRatio',
  'latencySecondsP95',
  'errorRatio1m',
  'requestsPerSecond',
] as const satisfies readonly FeatureName[];
