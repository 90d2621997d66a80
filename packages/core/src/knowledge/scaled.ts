import type { Action } from '../model/action.ts';
import type { ServiceView } from '../model/fleet.ts';
import type { ServiceMemory } from '../model/knowledge.ts';

/** The replicas that ARES added to a service and still has to take away; empty when there are none. */
export function scaledOf(
  view: ServiceView,
  before: ServiceMemory,
  actions: readonly Action[],
): Pick<ServiceMemory, 'scaled'> {
  const last = actions.findLast(
    (a) => a.serviceId === view.serviceId && a.outcome === 'effective' && a.replicas !== undefined,
  );
  if (last?.replicas === undefined || last.finishedAtMs === undefined || last.finishedAtMs === before.scaled?.atMs) {
    return before.scaled && view.containers.length > before.scaled.from ? { scaled: before.scaled } : {};
  }
  const from = before.scaled?.from ?? last.replicas - 1;
  if (view.containers.length <= from || last.replicas <= from) return {};
  return { scaled: { incidentId: last.incidentId, from, to: last.replicas, atMs: last.finishedAtMs } };
}
