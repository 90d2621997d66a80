import { existsSync, readFileSync, statfsSync } from 'node:fs';
import { freemem } from 'node:os';
import { SetupError } from './setup-error.mjs';

const gib = 1024 ** 3;
const diskBytesMin = 3 * gib;
const memoryBytesMin = 2 * gib;
const inGib = (bytes) => `${(bytes / gib).toFixed(1)} GiB`;

/** @param {string} meminfo text of /proc/meminfo @returns {number | undefined} bytes a new program can get */
export function availableMemoryBytes(meminfo) {
  const kib = /^MemAvailable:\s+(\d+) kB$/m.exec(meminfo)?.[1];
  return kib === undefined ? undefined : Number(kib) * 1024;
}

/** @throws SetupError when images and databases would not fit on the disk */
export function assertDisk(dataDir, freeBytes) {
  if (freeBytes >= diskBytesMin) return;
  throw new SetupError(
    `only ${inGib(freeBytes)} of disk is free where Docker keeps its data (${dataDir}); ${inGib(diskBytesMin)} are needed`,
    'free some space (`docker system df` shows what Docker holds)',
  );
}

/** @throws SetupError when the shop and ARES would not fit into memory */
export function assertMemory(availableBytes) {
  if (availableBytes >= memoryBytesMin) return;
  throw new SetupError(
    `only ${inGib(availableBytes)} of memory is available; ${inGib(memoryBytesMin)} are needed`,
    'stop other programs, or use a machine with more memory',
  );
}

/** Checks the disk under the daemon's data; a daemon on another machine has its own disk, unseen from here. */
export function assertDiskFor(dataDir) {
  if (!existsSync(dataDir)) return;
  const { bavail, bsize } = statfsSync(dataDir);
  assertDisk(dataDir, bavail * bsize);
}

/** Checks this machine's memory, before anything of ARES runs on it. */
export function assertMemoryHere() {
  const meminfo = existsSync('/proc/meminfo') ? readFileSync('/proc/meminfo', 'utf8') : '';
  assertMemory(availableMemoryBytes(meminfo) ?? freemem());
}
