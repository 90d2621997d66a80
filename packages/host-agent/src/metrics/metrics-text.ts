import { Registry } from 'prom-client';
import type { CgroupRoots } from '../cgroup/find-cgroup.ts';
import type { HostWatch } from '../host/host-watch.ts';
import type { LoopLag } from '../probe/loop-lag.ts';
import type { Prober } from '../probe/prober.ts';
import { agentMetrics } from './agent-metrics.ts';
import { containerMetrics } from './container-metrics.ts';

/** @returns the answer to one scrape, measured when it is asked for */
export function metricsText(roots: CgroupRoots, watch: HostWatch, probes: Prober, lag: LoopLag): () => Promise<string> {
  const registry = new Registry();
  const measure = containerMetrics(registry, roots);
  agentMetrics(registry, lag, () => {
    const entries = watch.entries();
    const invalid = entries.filter(({ reading }) => reading.kind === 'invalid').length;
    return {
      dockerOk: watch.docker().ok,
      containers: entries.length - invalid,
      invalid,
      intents: watch.state().intents.length,
    };
  });
  return () => {
    const { watches } = watch.state();
    measure(
      watch.entries().flatMap(({ facts, reading }) => {
        if (reading.kind !== 'ok') return [];
        const ooms = watches.get(facts.id)?.ooms ?? 0;
        return [{ facts, labels: reading.labels, ooms, probes: probes.results(facts.id) }];
      }),
    );
    return registry.metrics();
  };
}
