import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { CgroupRoots } from '../find-cgroup.ts';

export interface FakeKernel extends CgroupRoots {
  remove(): void;
}

/** Files as the kernel shows them, below a directory of their own: `cgroup/…` and `proc/…`. */
export function fakeKernel(files: Readonly<Record<string, string>>): FakeKernel {
  const root = mkdtempSync(join(tmpdir(), 'ares-kernel-'));
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  return {
    cgroupRoot: join(root, 'cgroup'),
    procRoot: join(root, 'proc'),
    remove: () => rmSync(root, { recursive: true }),
  };
}

export const ID = 'c'.repeat(64);

const memoryStat = (prefix: string) => `cache 9\n${prefix}active_file 7\n${prefix}inactive_file 2000000\n`;

/** What Docker with the driver `cgroupfs` leaves in version 1. */
export const version1 = (path = `docker/${ID}`): Readonly<Record<string, string>> => ({
  'proc/42/cgroup': `5:memory:/${path}\n2:cpu,cpuacct:/${path}\n1:name=systemd:/${path}\n`,
  [`cgroup/cpu/${path}/cpu.stat`]: 'nr_periods 300\nnr_throttled 30\nthrottled_time 5\n',
  [`cgroup/cpuacct/${path}/cpuacct.usage`]: '2500000000\n',
  [`cgroup/memory/${path}/memory.usage_in_bytes`]: '12000000\n',
  [`cgroup/memory/${path}/memory.stat`]: `inactive_file 1\n${memoryStat('total_')}`,
});

/** What Docker with the driver `systemd` leaves in version 2. */
export const version2 = (path = `system.slice/docker-${ID}.scope`): Readonly<Record<string, string>> => ({
  'cgroup/cgroup.controllers': 'cpu memory\n',
  'proc/42/cgroup': `0::/${path}\n`,
  [`cgroup/${path}/cpu.stat`]: 'usage_usec 2500000\nuser_usec 1\nnr_periods 300\nnr_throttled 30\n',
  [`cgroup/${path}/memory.current`]: '12000000\n',
  [`cgroup/${path}/memory.stat`]: `anon 5\n${memoryStat('')}`,
});

export const netDev = `Inter-|   Receive                                                |  Transmit
 face |bytes    packets errs drop fifo frame compressed multicast|bytes    packets errs drop fifo colls carrier compressed
    lo:     396       6    0    0    0     0          0         0      396       6    0    0    0     0       0          0
  eth0:    7348      55    0    0    0     0          0         0     4591      45    0    0    0     0       0          0
  eth1:1000 1 0 0 0 0 0 0 2000 1 0 0 0 0 0 0
`;
