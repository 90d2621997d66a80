import { readFileSync } from 'node:fs';

/** Of `/proc/PID/stat`, counted after the command's name, which may hold anything. */
const STATE = 0;
const STARTED = 19;

/** When a process began, as text that no later one of the same number has; undefined where none runs. */
export function birthOf(pid: number): string | undefined {
  const stat = read(`/proc/${pid}/stat`);
  if (stat === undefined) return read('/proc/self/stat') === undefined && answers(pid) ? 'unknown' : undefined;
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  if (fields[STATE] === 'Z') return undefined;
  return `${read('/proc/sys/kernel/random/boot_id')?.trim()}/${fields[STARTED]}`;
}

/** Where there is no /proc (macOS) a number is all that there is to know a process by. */
function answers(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

function read(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}
