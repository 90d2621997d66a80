import type { CgroupRoots } from '../cgroup/find-cgroup.ts';
import type { EventPublisher } from '../events/event-publisher.ts';
import type { HostWatch } from '../host/host-watch.ts';
import type { LoopLag } from '../probe/loop-lag.ts';
import type { Prober } from '../probe/prober.ts';
import { type AgentFigures, agentMetrics } from './agent-metrics.ts';
import { containerMetrics } from './container-metrics.ts';
import type { MeasuredContainer } from './families.ts';

export interface MeasuredParts {
  readonly roots: CgroupRoots;
  readonly watch: HostWatch;
  readonly probes: Prober;
  readonly lag: LoopLag;
  readonly events: Pick<EventPublisher, 'figures'>;
}

/** @returns the answer to one scrape, measured when it is asked for */
export function metricsText({ roots, watch, probes, lag, events }: MeasuredParts): () => string {
  const ofContainers = containerMetrics(roots);
  const ofAgent = agentMetrics(lag);
  return () =>
    ofContainers(measuredContainers(watch, probes)) + ofAgent({ ...agentFigures(watch), events: events.figures() });
}

function measuredContainers(watch: HostWatch, probes: Prober): readonly MeasuredContainer[] {
  const { watches } = watch.state();
  return watch.entries().flatMap(({ facts, reading }) => {
    if (reading.kind !== 'ok') return [];
    const ooms = watches.get(facts.id)?.ooms ?? 0;
    return [{ facts, labels: reading.labels, ooms, probes: probes.results(facts.id) }];
  });
}

function agentFigures(watch: HostWatch): Omit<AgentFigures, 'events'> {
  const entries = watch.entries();
  const invalid = entries.filter(({ reading }) => reading.kind === 'invalid').length;
  return {
    dockerOk: watch.docker().ok,
    containers: entries.length - invalid,
    invalid,
    intents: watch.state().intents.length,
  };
}
