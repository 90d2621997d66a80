import { join } from 'node:path';
import type { Cgroup } from './find-cgroup.ts';
import { numberOf, readKernelFile, readKernelNumber } from './read-kernel-file.ts';

/** Each absent where the kernel does not tell it. */
export interface Usage {
  readonly cpuSeconds?: number;
  readonly cpuPeriods?: number;
  readonly cpuThrottledPeriods?: number;
  /** What cannot be reclaimed at once: usage less inactive file pages, as Docker counts it. */
  readonly memoryWorkingSetBytes?: number;
}

/** What one container used, from its cgroup. */
export const readUsage = (cgroupRoot: string, { version, path }: Cgroup): Usage =>
  version === 2 ? readV2(join(cgroupRoot, path)) : readV1(cgroupRoot, path);

function readV2(directory: string): Usage {
  const cpu = readKernelFile(join(directory, 'cpu.stat'));
  return withoutAbsent({
    cpuSeconds: scaled(numberOf(cpu, 'usage_usec'), 1e-6),
    cpuPeriods: numberOf(cpu, 'nr_periods'),
    cpuThrottledPeriods: numberOf(cpu, 'nr_throttled'),
    memoryWorkingSetBytes: workingSet(
      readKernelNumber(join(directory, 'memory.current')),
      numberOf(readKernelFile(join(directory, 'memory.stat')), 'inactive_file'),
    ),
  });
}

function readV1(root: string, path: string): Usage {
  const cpu = readKernelFile(join(root, 'cpu', path, 'cpu.stat'));
  const memory = join(root, 'memory', path);
  return withoutAbsent({
    cpuSeconds: scaled(readKernelNumber(join(root, 'cpuacct', path, 'cpuacct.usage')), 1e-9),
    cpuPeriods: numberOf(cpu, 'nr_periods'),
    cpuThrottledPeriods: numberOf(cpu, 'nr_throttled'),
    memoryWorkingSetBytes: workingSet(
      readKernelNumber(join(memory, 'memory.usage_in_bytes')),
      numberOf(readKernelFile(join(memory, 'memory.stat')), 'total_inactive_file'),
    ),
  });
}

const scaled = (value: number | undefined, factor: number) => (value === undefined ? undefined : value * factor);

const workingSet = (usageBytes: number | undefined, inactiveBytes = 0) =>
  usageBytes === undefined ? undefined : Math.max(0, usageBytes - inactiveBytes);

const withoutAbsent = (usage: { [K in keyof Usage]: Usage[K] | undefined }): Usage =>
  Object.fromEntries(Object.entries(usage).filter(([, value]) => value !== undefined));
