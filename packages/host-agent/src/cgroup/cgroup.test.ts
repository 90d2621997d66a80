import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { findCgroup } from './find-cgroup.ts';
import { KernelFile, readKernelFile } from './kernel-file.ts';
import { readNetwork } from './read-network.ts';
import { type FakeKernel, fakeKernel, ID, netDev, version1, version2 } from './testing/fake-kernel.ts';
import { usageReader } from './usage-reader.ts';

let kernel: FakeKernel;
afterEach(() => kernel.remove());

const container = { id: ID, pid: 42, cgroupParent: '' };
const find = (files: Readonly<Record<string, string>>, over: Partial<typeof container> = {}) => {
  kernel = fakeKernel(files);
  return findCgroup(kernel, { ...container, ...over });
};

test.each([
  ['version 1', version1()],
  ['version 2', version2()],
])('usage from %s', (_, files) => {
  const cgroup = find(files);
  expect(cgroup && usageReader(kernel.cgroupRoot, cgroup).read()).toEqual({
    cpuSeconds: 2.5,
    cpuPeriods: 300,
    cpuThrottledPeriods: 30,
    memoryWorkingSetBytes: 10_000_000,
  });
});

const scope = `docker-${ID}.scope`;

test.each([
  ['version 1, cgroupfs', version1(), '', `/docker/${ID}`],
  ['version 1, a parent of its own', version1(`shop/${ID}`), '/shop', `/shop/${ID}`],
  ['version 2, systemd', version2(), '', `/system.slice/${scope}`],
  ['version 2, a slice in a slice', version2(`a.slice/a-b.slice/${scope}`), 'a-b.slice', `/a.slice/a-b.slice/${scope}`],
])('where Docker puts it is found without the help of /proc: %s', (_, files, cgroupParent, path) => {
  expect(find(files, { cgroupParent, pid: 43 })?.path).toBe(path);
});

test('what /proc tells comes first, also as seen from a cgroup of its own', () => {
  const odd = `outer/docker/${ID}`;
  expect(find(version2(odd))?.path).toBe(`/${odd}`);
  kernel.remove();
  const relative = { ...version2(`docker/${ID}`), 'proc/42/cgroup': `0::/../../docker/${ID}\n` };
  expect(find(relative)?.path).toBe(`/docker/${ID}`);
});

test('a container that has just ended has no cgroup, and no usage', () => {
  expect(find({ 'cgroup/memory/tasks': '', 'proc/1/cgroup': '' })).toBeUndefined();
  expect(usageReader(kernel.cgroupRoot, { version: 1, path: '/docker/gone' }).read()).toEqual({});
  expect(readNetwork(kernel.procRoot, 42)).toEqual([]);
});

test('traffic of each interface but the loopback', () => {
  kernel = fakeKernel({ 'proc/42/net/dev': netDev });
  expect(readNetwork(kernel.procRoot, 42)).toEqual([
    { name: 'eth0', receivedBytes: 7_348, transmittedBytes: 4_591 },
    { name: 'eth1', receivedBytes: 1_000, transmittedBytes: 2_000 },
  ]);
});

test('a file is read anew each time, until it is gone', () => {
  kernel = fakeKernel({ 'cgroup/usage': '1\n' });
  const path = join(kernel.cgroupRoot, 'usage');
  const file = new KernelFile(path);
  expect(file.read()).toBe('1\n');
  writeFileSync(path, '22\n');
  expect(file.read()).toBe('22\n');
  file.close();
  rmSync(path);
  expect(file.read()).toBeUndefined();
  expect(readKernelFile(path)).toBeUndefined();
});
