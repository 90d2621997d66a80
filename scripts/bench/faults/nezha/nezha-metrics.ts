import type { MetricSpec } from '../../../../packages/core/src/analyze/witness/metric-spec.ts';

const percentiles = (side: 'Client' | 'Server', family: 'client-latency' | 'server-latency') =>
  ['P90', 'P95', 'P99'].map(
    (p): MetricSpec => ({ name: `Pod${side}Latency${p}(s)`, family, unit: 's', negligible: 0.01 }),
  );

/**
 * Columns in use. Left out: the shares that repeat an absolute value, the success rate (no meaning, see the data's
 * README) and the node's own metrics, which belong to no single pod.
 */
export const nezhaMetrics: readonly MetricSpec[] = [
  { name: 'CpuUsage(m)', family: 'cpu', unit: 'm', negligible: 1 },
  { name: 'MemoryUsage(Mi)', family: 'memory', unit: 'Mi', negligible: 5 },
  { name: 'SyscallRead', family: 'syscalls', unit: 'calls', negligible: 20 },
  { name: 'SyscallWrite', family: 'syscalls', unit: 'calls', negligible: 20 },
  { name: 'NetworkReceiveBytes', family: 'network', unit: 'B', negligible: 1_000 },
  { name: 'NetworkTransmitBytes', family: 'network', unit: 'B', negligible: 1_000 },
  ...percentiles('Client', 'client-latency'),
  ...percentiles('Server', 'server-latency'),
  { name: 'PodWorkload(Ops)', family: 'load', unit: '/s', negligible: 0.5 },
];
