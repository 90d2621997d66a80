import { docker } from '@ares/adapters/docker/testing';
import { findCgroup } from '../../../packages/host-agent/src/cgroup/find-cgroup.ts';
import { usageReader } from '../../../packages/host-agent/src/cgroup/usage-reader.ts';
import { percentOfCore } from './daemon-percent.ts';
import { pause } from './pause.ts';

export interface AgentCost {
  /** Its health checks included: they run in its cgroup. */
  readonly cpuPercentOfCore: number;
  /** Working set, one sample a second. */
  readonly memoryBytes: readonly number[];
}

const ROOTS = { cgroupRoot: '/sys/fs/cgroup', procRoot: '/proc' };
const SAMPLE_MS = 1_000;

/** What a container uses while some time passes, from its cgroup. */
export async function agentCost(container: string, ms: number, signal: AbortSignal): Promise<AgentCost> {
  const read = await costReader(container);
  const [before, beganMs] = [read(), performance.now()];
  const memoryBytes: number[] = [];
  while (performance.now() - beganMs < ms) {
    await pause(SAMPLE_MS, signal);
    memoryBytes.push(read().memoryBytes);
  }
  const cpuSeconds = read().cpuSeconds - before.cpuSeconds;
  return { cpuPercentOfCore: percentOfCore(cpuSeconds, performance.now() - beganMs), memoryBytes };
}

async function costReader(container: string): Promise<() => { cpuSeconds: number; memoryBytes: number }> {
  const format = '{{.Id}} {{.State.Pid}} {{.HostConfig.CgroupParent}}';
  const [id = '', pid, cgroupParent = ''] = (await docker('inspect', '-f', format, container)).split(' ');
  const cgroup = findCgroup(ROOTS, { id, pid: Number(pid), cgroupParent });
  if (cgroup === undefined) throw new Error(`the cgroup of ${container} is not below ${ROOTS.cgroupRoot}`);
  const reader = usageReader(ROOTS.cgroupRoot, cgroup);
  return () => {
    const { cpuSeconds = Number.NaN, memoryWorkingSetBytes = Number.NaN } = reader.read();
    return { cpuSeconds, memoryBytes: memoryWorkingSetBytes };
  };
}
