/**
 * What the functions count and time of themselves, in the namespace `METRIC_NAMESPACE`. Each has exactly the dimensions
 * of `metricDimensions`; the unit stands last in the name, and is a count where none does.
 */
export const metricNames = [
  'TicksCompleted',
  'TicksDropped',
  'TicksSkipped',
  'TicksFailed',
  'TickAgeMs',
  'TickDurationMs',
  'OldestShardTickAgeMs',
  'CommandsSent',
  'HealsFailed',
  'NotificationsDelivered',
  'NotificationsFailed',
  'BaselinesRefused',
] as const;

export type MetricName = (typeof metricNames)[number];

/**
 * A shard without a tick for so long is dead. One without a host has a single slot a minute, of which one may get lost.
 */
export const SHARD_SILENT_MS = 150_000;

/** @param name of the function: `tick`, `heal`, … */
export const metricDimensions = (fleet: string, name: string) => ({ service: `ares-${name}`, fleet });
