import { join } from 'node:path';
import { readKernelFile } from './read-kernel-file.ts';

export interface InterfaceTraffic {
  readonly name: string;
  readonly receivedBytes: number;
  readonly transmittedBytes: number;
}

const RECEIVED = 0;
const TRANSMITTED = 8;

/** Traffic of each network interface that a container's main process sees, but its loopback. */
export function readNetwork(procRoot: string, pid: number): readonly InterfaceTraffic[] {
  const lines = (readKernelFile(join(procRoot, String(pid), 'net/dev')) ?? '').split('\n').slice(2);
  return lines.flatMap((line) => {
    const [name = '', numbers = ''] = line.trim().split(/:\s*/, 2);
    const counts = numbers.split(/\s+/).map(Number);
    const [receivedBytes, transmittedBytes] = [counts[RECEIVED], counts[TRANSMITTED]];
    if (name === '' || name === 'lo' || receivedBytes === undefined || transmittedBytes === undefined) return [];
    return [{ name, receivedBytes, transmittedBytes }];
  });
}
