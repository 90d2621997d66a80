import { readdirSync, readFileSync } from 'node:fs';

/** Of `/proc/PID/stat`, in every kernel that Node runs on. */
const TICKS_PER_SECOND = 100;
/** Places in the line behind the name of the program. */
const [USER_TICKS, SYSTEM_TICKS] = [11, 12];

/** By process id. */
export type CpuSeconds = ReadonlyMap<number, number>;

/** CPU time so far of every process whose program has a name that fits. */
export function processCpu(name: RegExp): CpuSeconds {
  const pids = readdirSync('/proc').map(Number).filter(Number.isInteger);
  return new Map(
    pids.flatMap((pid) => {
      const stat = statOf(pid);
      return stat && name.test(stat.name) ? [[pid, stat.cpuSeconds] as const] : [];
    }),
  );
}

/** What those that are there now have used since then. */
export const cpuBetween = (before: CpuSeconds, after: CpuSeconds): number =>
  [...after].reduce((sum, [pid, seconds]) => sum + seconds - (before.get(pid) ?? 0), 0);

function statOf(pid: number): { name: string; cpuSeconds: number } | undefined {
  try {
    const line = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const [start, end] = [line.indexOf('('), line.lastIndexOf(')')];
    const fields = line.slice(end + 2).split(' ');
    const ticks = Number(fields[USER_TICKS]) + Number(fields[SYSTEM_TICKS]);
    return { name: line.slice(start + 1, end), cpuSeconds: ticks / TICKS_PER_SECOND };
  } catch {
    return undefined;
  }
}
