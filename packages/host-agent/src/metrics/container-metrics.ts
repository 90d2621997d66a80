import { Counter, Gauge, type Registry } from 'prom-client';
import { type Cgroup, type CgroupRoots, findCgroup } from '../cgroup/find-cgroup.ts';
import { readNetwork } from '../cgroup/read-network.ts';
import { readUsage } from '../cgroup/read-usage.ts';
import { type Family, families, type MeasuredContainer, type Measurement } from './families.ts';

const labelNames = ['name', 'ares_service', 'ares_project', 'interface'] as const;

/** @returns measures the containers anew: what is gone from the host is gone from the metrics */
export function containerMetrics(registry: Registry, roots: CgroupRoots): (all: readonly MeasuredContainer[]) => void {
  const metrics = families.map((family) => ({ family, metric: metricOf(family, registry) }));
  let cgroups = new Map<string, Cgroup>();

  const measure = (container: MeasuredContainer, found: Map<string, Cgroup>): Measurement => {
    const { id, startedAt, pid, cgroupParent } = container.facts;
    if (pid === undefined) return { ...container, usage: {}, network: [] };
    const run = `${id} ${startedAt}`;
    const cgroup = cgroups.get(run) ?? findCgroup(roots, { id, pid, cgroupParent });
    if (cgroup) found.set(run, cgroup);
    const usage = cgroup ? readUsage(roots.cgroupRoot, cgroup) : {};
    return { ...container, usage, network: readNetwork(roots.procRoot, pid) };
  };

  return (all) => {
    const found = new Map<string, Cgroup>();
    const measurements = all.map((container) => measure(container, found));
    cgroups = found;
    for (const { family, metric } of metrics) {
      metric.reset();
      for (const measurement of measurements) record(metric, family, measurement);
    }
  };
}

type Metric = Counter<(typeof labelNames)[number]> | Gauge<(typeof labelNames)[number]>;

function metricOf({ name, help }: Family, registry: Registry): Metric {
  const options = { name, help, labelNames, registers: [registry] };
  return name.endsWith('_total') ? new Counter(options) : new Gauge(options);
}

function record(metric: Metric, family: Family, measurement: Measurement): void {
  const { facts, labels } = measurement;
  const common = { name: facts.name, ares_service: labels.service, ares_project: facts.project };
  const value = family.read(measurement);
  if (typeof value === 'number') metric.inc(common, value);
  else for (const [name, one] of value ?? []) metric.inc({ ...common, interface: name }, one);
}
