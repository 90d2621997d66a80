import { existsSync, readFileSync, statfsSync } from 'node:fs';
import { freemem } from 'node:os';
import { dirname } from 'node:path';
import { SetupError } from './setup-error.mjs';

const gib = 1024 ** 3;
const diskBytesMin = 3 * gib;
const homeBytesMin = gib;
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

/** @throws SetupError when the knowledge store and the log would not fit on the disk */
export function assertHomeDisk(home, freeBytes) {
  if (freeBytes >= homeBytesMin) return;
  throw new SetupError(
    `only ${inGib(freeBytes)} of disk is free where ARES keeps its data (${home}); ${inGib(homeBytesMin)} are needed`,
    'free some space there, or set ARES_HOME to a folder on another disk',
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

/** @returns {number} bytes that a user may still write at a path, or above it where it is not there yet */
export function freeDiskBytes(path) {
  if (!existsSync(path)) return freeDiskBytes(dirname(path));
  const { bavail, bsize } = statfsSync(path);
  return bavail * bsize;
}

/** @returns {number} bytes that programs can still get on this machine */
export function availableMemoryHere() {
  const meminfo = existsSync('/proc/meminfo') ? readFileSync('/proc/meminfo', 'utf8') : '';
  return availableMemoryBytes(meminfo) ?? freemem();
}

/** Checks the disk under the daemon's data; a daemon on another machine has its own disk, unseen from here. */
export function assertDiskFor(dataDir) {
  if (existsSync(dataDir)) assertDisk(dataDir, freeDiskBytes(dataDir));
}
