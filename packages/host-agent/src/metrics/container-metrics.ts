import { type CgroupRoots, findCgroup } from '../cgroup/find-cgroup.ts';
import { readNetwork } from '../cgroup/read-network.ts';
import { type UsageReader, usageReader } from '../cgroup/usage-reader.ts';
import { headText, labelsText, sampleText } from './exposition.ts';
import { type Family, families, type MeasuredContainer, type Measurement } from './families.ts';

interface Measured {
  readonly measurement: Measurement;
  readonly labels: string;
}

/** @returns measures the containers anew: what is gone from the host is gone from the metrics */
export function containerMetrics(roots: CgroupRoots): (all: readonly MeasuredContainer[]) => string {
  /** Of each container that runs, from one start to the next. */
  let readers = new Map<string, UsageReader>();

  const measure = (container: MeasuredContainer, found: Map<string, UsageReader>): Measurement => {
    const { id, startedAt, pid, cgroupParent } = container.facts;
    if (pid === undefined) return { ...container, usage: {}, network: [] };
    const run = `${id} ${startedAt}`;
    const reader = readers.get(run) ?? openUsage(roots, { id, pid, cgroupParent });
    if (reader) found.set(run, reader);
    return { ...container, usage: reader?.read() ?? {}, network: readNetwork(roots.procRoot, pid) };
  };

  return (all) => {
    const found = new Map<string, UsageReader>();
    const measured = all.map((one) => ({ measurement: measure(one, found), labels: labelsOf(one) }));
    for (const [run, reader] of readers) if (!found.has(run)) reader.close();
    readers = found;
    return families.map((family) => headText(family) + measured.map((one) => seriesOf(family, one)).join('')).join('');
  };
}

function openUsage(roots: CgroupRoots, container: Parameters<typeof findCgroup>[1]): UsageReader | undefined {
  const cgroup = findCgroup(roots, container);
  return cgroup && usageReader(roots.cgroupRoot, cgroup);
}

const labelsOf = ({ facts, labels }: MeasuredContainer): string =>
  labelsText({ name: facts.name, ares_service: labels.service, ares_project: facts.project });

function seriesOf({ name, read }: Family, { measurement, labels }: Measured): string {
  const value = read(measurement);
  if (value === undefined) return '';
  if (typeof value === 'number') return sampleText(name, labels, value);
  return value.map(([device, one]) => sampleText(name, `${labels},${labelsText({ interface: device })}`, one)).join('');
}
