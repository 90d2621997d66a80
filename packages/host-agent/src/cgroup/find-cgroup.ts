import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { readKernelFile } from './kernel-file.ts';

export interface CgroupRoots {
  /** Where the cgroup file systems of the host are mounted, usually `/sys/fs/cgroup`. */
  readonly cgroupRoot: string;
  /** The host's `/proc`. */
  readonly procRoot: string;
}

export interface Cgroup {
  readonly version: 1 | 2;
  /** Below the root, or below each controller's directory in version 1. */
  readonly path: string;
}

interface Container {
  readonly id: string;
  readonly pid: number;
  readonly cgroupParent: string;
}

/** Undefined when it has ended already, or when the host keeps its cgroups where nobody looks for them. */
export function findCgroup({ cgroupRoot, procRoot }: CgroupRoots, container: Container): Cgroup | undefined {
  const version = existsSync(join(cgroupRoot, 'cgroup.controllers')) ? 2 : 1;
  const base = version === 2 ? cgroupRoot : join(cgroupRoot, 'memory');
  const told = toldPath(readKernelFile(join(procRoot, String(container.pid), 'cgroup')), version);
  const candidates = [...(told ? [told] : []), ...usualPaths(container)];
  const path = candidates.find((candidate) => existsSync(join(base, candidate)));
  return path === undefined ? undefined : { version, path };
}

/** The kernel tells the path as seen from the reader's own cgroup: `/../` leads out of that. */
function toldPath(text: string | undefined, version: 1 | 2): string | undefined {
  const lines = (text ?? '').split('\n').map((line) => line.split(':'));
  const isOurs = ([number, controllers = '']: string[]) =>
    version === 2 ? number === '0' : controllers.split(',').includes('memory');
  const path = lines.find(isOurs)?.slice(2).join(':').replaceAll('/..', '');
  return path === undefined || path === '' || path === '/' ? undefined : path;
}

/** As Docker's two cgroup drivers lay them out. */
const usualPaths = ({ id, cgroupParent }: Container): readonly string[] => [
  join('/', cgroupParent || 'docker', id),
  join('/', slicePath(cgroupParent || 'system.slice'), `docker-${id}.scope`),
];

/** systemd keeps `a-b.slice` inside `a.slice`. */
function slicePath(slice: string): string {
  const parts = slice.replace(/\.slice$/, '').split('-');
  return join(...parts.map((_, i) => `${parts.slice(0, i + 1).join('-')}.slice`));
}
