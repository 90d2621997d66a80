import type { ContainerState } from '@ares/core';
import type { ContainerFacts } from './docker-engine.ts';
import type { Inspected } from './docker-schemas.ts';
import { isScalable } from './is-scalable.ts';
import { signalNumber } from './stop-signal.ts';

const DEFAULT_CPU_PERIOD_US = 100_000;

/** Docker's answer to `inspect`, in the words of the model. */
export function containerFacts(inspected: Inspected): ContainerFacts {
  const { Config, State } = inspected;
  return {
    id: inspected.Id,
    name: inspected.Name.replace(/^\//, ''),
    project: Config.Labels['com.docker.compose.project'] ?? '',
    composeService: Config.Labels['com.docker.compose.service'] ?? '',
    imageId: inspected.Image,
    configHash: Config.Labels['com.docker.compose.config-hash'] ?? '',
    ...runOf(State),
    restartPolicy: restartPolicyOf(inspected.HostConfig),
    restartCount: inspected.RestartCount,
    dockerHealth: dockerHealthOf(State.Health?.Status),
    scalable: isScalable(inspected),
    ...limitsOf(inspected.HostConfig),
    dockerLabels: Config.Labels,
    hasHealthcheck: isHealthcheck(Config.Healthcheck?.Test ?? []),
    stopSignal: signalNumber(Config.StopSignal),
    cgroupParent: inspected.HostConfig.CgroupParent,
    ...reachOf(inspected),
  };
}

/** Docker writes the year 1 for "never". */
const timeOf = (text: string): number => Math.max(0, Date.parse(text) || 0);

function runOf(state: Inspected['State']) {
  const finishedAtMs = timeOf(state.FinishedAt);
  const ended = ['exited', 'dead', 'restarting', 'removing'].includes(state.Status);
  return {
    state: state.Status,
    startedAt: state.StartedAt,
    startedAtMs: timeOf(state.StartedAt),
    oomKilled: state.OOMKilled,
    ...(finishedAtMs > 0 ? { finishedAtMs } : {}),
    ...(ended ? { exitCode: state.ExitCode } : {}),
  };
}

const policyNames = ['always', 'unless-stopped', 'on-failure'] as const;

function restartPolicyOf({ RestartPolicy }: Inspected['HostConfig']): ContainerState['restartPolicy'] {
  const name = policyNames.find((known) => known === RestartPolicy.Name) ?? 'no';
  return { name, maxRetries: RestartPolicy.MaximumRetryCount };
}

const healthStates = ['starting', 'healthy', 'unhealthy'] as const;
const dockerHealthOf = (status: string | undefined): ContainerState['dockerHealth'] =>
  healthStates.find((known) => known === status) ?? 'none';

const isHealthcheck = ([kind]: readonly string[]): boolean => kind !== undefined && kind !== 'NONE';

function limitsOf(host: Inspected['HostConfig']) {
  const cores = host.NanoCpus > 0 ? host.NanoCpus / 1e9 : host.CpuQuota / (host.CpuPeriod || DEFAULT_CPU_PERIOD_US);
  return {
    ...(host.Memory > 0 ? { memoryLimitBytes: host.Memory } : {}),
    ...(cores > 0 ? { cpuLimitCores: cores } : {}),
  };
}

/** Where and as which process a running container is found on the host. */
function reachOf({ State, HostConfig, NetworkSettings }: Inspected) {
  if (State.Pid <= 0) return {};
  const addresses = Object.values(NetworkSettings.Networks).map((n) => n.IPAddress || n.GlobalIPv6Address);
  const address = HostConfig.NetworkMode === 'host' ? '127.0.0.1' : addresses.find((text) => text !== '');
  return { pid: State.Pid, ...(address ? { address } : {}) };
}
