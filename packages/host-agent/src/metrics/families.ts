import type { ContainerFacts } from '@ares/adapters/docker';
import type { AresLabels, ProbeResult } from '@ares/core';
import type { InterfaceTraffic } from '../cgroup/read-network.ts';
import type { Usage } from '../cgroup/usage-reader.ts';

export interface MeasuredContainer {
  readonly facts: ContainerFacts;
  readonly labels: AresLabels;
  readonly ooms: number;
  readonly probes: readonly ProbeResult[];
}

export interface Measurement extends MeasuredContainer {
  readonly usage: Usage;
  readonly network: readonly InterfaceTraffic[];
}

export interface Family {
  readonly name: string;
  readonly help: string;
  /** A list is one value for each network interface; undefined is no value. */
  readonly read: (measurement: Measurement) => number | undefined | readonly (readonly [name: string, value: number])[];
}

const CPU_PERIOD_US = 100_000;
const healthNumbers = { healthy: 1, unhealthy: 0, starting: -1, none: -1 };

/** One group of series for each; names and meanings are cAdvisor's, as far as it has them. */
export const families: readonly Family[] = [
  { name: 'container_cpu_usage_seconds_total', help: 'CPU time used.', read: (m) => m.usage.cpuSeconds },
  { name: 'container_cpu_cfs_periods_total', help: 'Enforcement periods.', read: (m) => m.usage.cpuPeriods },
  {
    name: 'container_cpu_cfs_throttled_periods_total',
    help: 'Enforcement periods with throttling.',
    read: (m) => m.usage.cpuThrottledPeriods,
  },
  {
    name: 'container_spec_cpu_quota',
    help: 'CPU quota in microseconds; absent without a limit.',
    read: ({ facts }) => facts.cpuLimitCores && facts.cpuLimitCores * CPU_PERIOD_US,
  },
  {
    name: 'container_spec_cpu_period',
    help: 'CPU period in microseconds; absent without a limit.',
    read: ({ facts }) => facts.cpuLimitCores && CPU_PERIOD_US,
  },
  {
    name: 'container_memory_working_set_bytes',
    help: 'Memory in use less inactive file pages.',
    read: (m) => m.usage.memoryWorkingSetBytes,
  },
  {
    name: 'container_spec_memory_limit_bytes',
    help: 'Memory limit; 0 without one.',
    read: ({ facts }) => facts.memoryLimitBytes ?? 0,
  },
  {
    name: 'container_network_receive_bytes_total',
    help: 'Bytes received.',
    read: ({ network }) => network.map((traffic) => [traffic.name, traffic.receivedBytes]),
  },
  {
    name: 'container_network_transmit_bytes_total',
    help: 'Bytes sent.',
    read: ({ network }) => network.map((traffic) => [traffic.name, traffic.transmittedBytes]),
  },
  { name: 'container_oom_events_total', help: 'Times that memory ran out.', read: ({ ooms }) => ooms },
  { name: 'container_restart_count', help: 'Restarts by Docker itself.', read: ({ facts }) => facts.restartCount },
  {
    name: 'container_health_state',
    help: "Docker's own health check: 1 healthy, 0 unhealthy, -1 none or not known yet.",
    read: ({ facts }) => healthNumbers[facts.dockerHealth],
  },
  {
    name: 'container_start_time_seconds',
    help: 'Start time since 1970.',
    read: ({ facts }) => facts.startedAtMs / 1_000,
  },
  {
    name: 'ares_probe_success',
    help: 'Newest direct probe: 1 a good answer, 0 not.',
    read: ({ probes }) => {
      const newest = probes.at(-1);
      return newest && Number(newest.outcome === 'ok');
    },
  },
  {
    name: 'ares_probe_duration_seconds',
    help: 'Duration of the newest direct probe.',
    read: ({ probes }) => {
      const newest = probes.at(-1);
      return newest && newest.durationMs / 1_000;
    },
  },
];
