import type { Action } from '../model/action.ts';
import type { ServiceMemory } from '../model/knowledge.ts';
import type { ServiceView } from '../monitor/service-view.ts';

/** The replicas that ARES added to a service and still has to take away; empty when there are none. */
export function scaledOf(
  view: ServiceView,
  before: ServiceMemory,
  actions: readonly Action[],
): Pick<ServiceMemory, 'scaled'> {
  const out = actions.findLast(
    (a) => a.serviceId === view.serviceId && a.kind === 'scale-out' && a.outcome === 'effective',
  );
  if (out?.replicas === undefined || out.finishedAtMs === undefined || out.finishedAtMs === before.scaled?.atMs) {
    return before.scaled && view.containers.length > before.scaled.from ? { scaled: before.scaled } : {};
  }
  const from = before.scaled?.from ?? out.replicas - 1;
  const known = view.containers.length > from;
  return known ? { scaled: { incidentId: out.incidentId, from, atMs: out.finishedAtMs } } : {};
}
