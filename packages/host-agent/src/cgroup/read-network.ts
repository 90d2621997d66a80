import { join } from 'node:path';
import { readKernelFile } from './kernel-file.ts';

export interface InterfaceTraffic {
  readonly name: string;
  readonly receivedBytes: number;
  readonly transmittedBytes: number;
}

/** The received bytes, seven numbers that nobody asks for, and the transmitted bytes. */
const TRAFFIC = /^ *([^:\s]+): *(\d+)(?: +\d+){7} +(\d+)/gm;

/**
 * Traffic of each network interface that a container's main process sees, but its loopback. The file is not kept open:
 * that would keep the network of a container that has ended.
 */
export function readNetwork(procRoot: string, pid: number): readonly InterfaceTraffic[] {
  const text = readKernelFile(join(procRoot, String(pid), 'net/dev')) ?? '';
  return [...text.matchAll(TRAFFIC)].flatMap(([, name = '', received, transmitted]) =>
    name === 'lo' ? [] : [{ name, receivedBytes: Number(received), transmittedBytes: Number(transmitted) }],
  );
}
