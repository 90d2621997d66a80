import { join } from 'node:path';
import type { Cgroup } from './find-cgroup.ts';
import { KernelFile } from './kernel-file.ts';
import { numberOf, onlyNumber } from './numbers.ts';

/** Each absent where the kernel does not tell it. */
export interface Usage {
  readonly cpuSeconds?: number | undefined;
  readonly cpuPeriods?: number | undefined;
  readonly cpuThrottledPeriods?: number | undefined;
  /** What cannot be reclaimed at once: usage less inactive file pages, as Docker counts it. */
  readonly memoryWorkingSetBytes?: number | undefined;
}

export interface UsageReader {
  /** What the container has used until now. */
  read(): Usage;
  close(): void;
}

interface Files {
  readonly cpu: KernelFile;
  readonly cpuUsage: KernelFile;
  readonly memory: KernelFile;
  readonly memoryStat: KernelFile;
}

/** Reads the cgroup of one container again and again. */
export function usageReader(cgroupRoot: string, { version, path }: Cgroup): UsageReader {
  const files = version === 2 ? filesOfV2(join(cgroupRoot, path)) : filesOfV1(cgroupRoot, path);
  return {
    read: version === 2 ? () => readV2(files) : () => readV1(files),
    close: () => {
      for (const file of Object.values(files)) file.close();
    },
  };
}

function filesOfV2(directory: string): Files {
  const cpu = new KernelFile(join(directory, 'cpu.stat'));
  const file = (name: string) => new KernelFile(join(directory, name));
  return { cpu, cpuUsage: cpu, memory: file('memory.current'), memoryStat: file('memory.stat') };
}

function filesOfV1(root: string, path: string): Files {
  const file = (controller: string, name: string) => new KernelFile(join(root, controller, path, name));
  return {
    cpu: file('cpu', 'cpu.stat'),
    cpuUsage: file('cpuacct', 'cpuacct.usage'),
    memory: file('memory', 'memory.usage_in_bytes'),
    memoryStat: file('memory', 'memory.stat'),
  };
}

function readV2(files: Files): Usage {
  const cpu = files.cpu.read();
  return {
    ...periodsOf(cpu),
    cpuSeconds: scaled(numberOf(cpu, 'usage_usec'), 1e-6),
    memoryWorkingSetBytes: workingSet(files, 'inactive_file'),
  };
}

const readV1 = (files: Files): Usage => ({
  ...periodsOf(files.cpu.read()),
  cpuSeconds: scaled(onlyNumber(files.cpuUsage.read()), 1e-9),
  memoryWorkingSetBytes: workingSet(files, 'total_inactive_file'),
});

const periodsOf = (cpu: string | undefined) => ({
  cpuPeriods: numberOf(cpu, 'nr_periods'),
  cpuThrottledPeriods: numberOf(cpu, 'nr_throttled'),
});

const scaled = (value: number | undefined, factor: number) => (value === undefined ? undefined : value * factor);

function workingSet({ memory, memoryStat }: Files, inactiveKey: string): number | undefined {
  const usageBytes = onlyNumber(memory.read());
  const inactiveBytes = numberOf(memoryStat.read(), inactiveKey) ?? 0;
  return usageBytes === undefined ? undefined : Math.max(0, usageBytes - inactiveBytes);
}
