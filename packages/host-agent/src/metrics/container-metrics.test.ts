import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ProbeResult } from '@ares/core';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type FakeKernel, fakeKernel, ID, netDev, version2 } from '../cgroup/testing/fake-kernel.ts';
import { someFacts, T0 } from '../watch/testing/story.ts';
import { containerMetrics } from './container-metrics.ts';
import type { MeasuredContainer } from './families.ts';

let kernel: FakeKernel;
let measure: ReturnType<typeof containerMetrics>;

beforeEach(() => {
  kernel = fakeKernel({ ...version2(), 'proc/42/net/dev': netDev });
  measure = containerMetrics(kernel);
});
afterEach(() => kernel.remove());

const ok: ProbeResult = { atMs: T0, durationMs: 12, outcome: 'ok' };
const aContainer = (over: Partial<MeasuredContainer> = {}): MeasuredContainer => ({
  facts: someFacts('cart', { id: ID, pid: 42, cpuLimitCores: 0.5, memoryLimitBytes: 64e6, dockerHealth: 'healthy' }),
  labels: { service: 'cart', dependsOn: [], health: { kind: 'docker' } },
  ooms: 2,
  probes: [ok],
  ...over,
});

const series = (all: readonly MeasuredContainer[]): readonly string[] =>
  measure(all)
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'));
const labels = '{name="shop-cart-1",ares_service="cart",ares_project="shop"}';
const onInterface = (name: string) =>
  `{name="shop-cart-1",ares_service="cart",ares_project="shop",interface="${name}"}`;

test('everything about a running container', () => {
  expect(series([aContainer()])).toEqual([
    `container_cpu_usage_seconds_total${labels} 2.5`,
    `container_cpu_cfs_periods_total${labels} 300`,
    `container_cpu_cfs_throttled_periods_total${labels} 30`,
    `container_spec_cpu_quota${labels} 50000`,
    `container_spec_cpu_period${labels} 100000`,
    `container_memory_working_set_bytes${labels} 10000000`,
    `container_spec_memory_limit_bytes${labels} 64000000`,
    `container_network_receive_bytes_total${onInterface('eth0')} 7348`,
    `container_network_receive_bytes_total${onInterface('eth1')} 1000`,
    `container_network_transmit_bytes_total${onInterface('eth0')} 4591`,
    `container_network_transmit_bytes_total${onInterface('eth1')} 2000`,
    `container_oom_events_total${labels} 2`,
    `container_restart_count${labels} 0`,
    `container_health_state${labels} 1`,
    `container_start_time_seconds${labels} ${T0 / 1_000}`,
    `ares_probe_success${labels} 1`,
    `ares_probe_duration_seconds${labels} 0.012`,
  ]);
});

test('what is not limited, not probed or not running has no such series', () => {
  const facts = someFacts('cart', { state: 'exited', dockerHealth: 'none' });
  const names = series([aContainer({ facts, probes: [] })]).map((line) => line.split('{')[0]);
  expect(names).toEqual([
    'container_spec_memory_limit_bytes',
    'container_oom_events_total',
    'container_restart_count',
    'container_health_state',
    'container_start_time_seconds',
  ]);
});

test('a failed probe is 0, and what is gone is gone', () => {
  const failed = aContainer({ probes: [ok, { atMs: T0, durationMs: 1_500, outcome: 'timeout' }] });
  expect(series([failed])).toContain(`ares_probe_success${labels} 0`);
  expect(series([])).toEqual([]);
});

test('a family says what it is, and strange names stay labels', () => {
  const text = measure([aContainer({ facts: someFacts('cart', { id: ID, name: 'a"b\\c\nd' }) })]);
  expect(text).toContain(
    '# HELP container_restart_count Restarts by Docker itself.\n# TYPE container_restart_count gauge\n' +
      'container_restart_count{name="a\\"b\\\\c\\nd",',
  );
  expect(text).toContain('# TYPE container_oom_events_total counter\n');
});

test('a container that began anew is read anew', () => {
  expect(series([aContainer()])).toContain(`container_cpu_usage_seconds_total${labels} 2.5`);
  const cpuFile = join(kernel.cgroupRoot, `system.slice/docker-${ID}.scope/cpu.stat`);
  // As the kernel does it: another file under the same name.
  rmSync(cpuFile);
  writeFileSync(cpuFile, 'usage_usec 1000000\n');
  const { facts } = aContainer();
  expect(series([aContainer({ facts: { ...facts, startedAt: 'later' } })])).toContain(
    `container_cpu_usage_seconds_total${labels} 1`,
  );
});
