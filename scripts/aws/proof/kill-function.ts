import { readdirSync, readlinkSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Ends every process of a deployed function at once, in the midst of whatever it does. The emulator runs functions in
 * folders that bear their names.
 * @returns how many there were
 */
export function killFunction(emulatorFolder: string, functionName: string): number {
  const home = join(emulatorFolder, 'tmp', `ministack-lambda-${functionName}-`);
  const processes = readdirSync('/proc').filter((name) => /^\d+$/.test(name) && cwdOf(name).startsWith(home));
  for (const pid of processes) process.kill(Number(pid), 'SIGKILL');
  return processes.length;
}

function cwdOf(pid: string): string {
  try {
    return readlinkSync(`/proc/${pid}/cwd`);
  } catch {
    return '';
  }
}
