import type { Fleet } from '../model/fleet.ts';
import type { Incident, TimelineEvent } from '../model/incident.ts';
import type { RankedFor, ServiceMemory } from '../model/knowledge.ts';
import { isOfMetrics } from '../model/symptom.ts';
import { callGraphOf } from './call-graph.ts';
import { rankRoots } from './rank-roots.ts';
import type { Roots } from './roots.ts';
import { onOneClock } from './service-rows.ts';

export interface NamedRoots {
  readonly timeline: readonly TimelineEvent[];
  /** All of them, with what was ranked for each. */
  readonly memories: readonly ServiceMemory[];
}

/** Metrics follow a fault for some minutes; later the next one may be on its way. */
const LOOK_MS = 300_000;
const TOLD_ROOTS = 3;

/**
 * Ranks the roots of what metrics complain of: once for each new minute in its first minutes, told when the first root
 * is another one, and that none can be named when the time is over.
 */
export function nameRoots(
  fleet: Fleet,
  incidents: readonly Incident[],
  memories: readonly ServiceMemory[],
): NamedRoots {
  const timeline: TimelineEvent[] = [];
  const after = memories.map((memory) => {
    const incident = incidents.find(
      (i) => i.serviceId === memory.serviceId && i.state === 'open' && isOfMetrics(i.symptom),
    );
    const said = incident && look(incident, memory, fleet);
    if (said?.event) timeline.push(said.event);
    return said ? { ...memory, ranked: said.ranked } : memory;
  });
  return { timeline, memories: after };
}

interface Said {
  readonly ranked: RankedFor;
  readonly event?: TimelineEvent;
}

function look(incident: Incident, { serviceId, ranked }: ServiceMemory, fleet: Fleet): Said | undefined {
  const minuteMs = fleet.judged?.get(serviceId)?.opinion.atMs;
  const before = ranked?.incidentId === incident.id ? ranked : undefined;
  const endMs = incident.detectedAtMs + LOOK_MS;
  if (minuteMs === undefined || minuteMs <= (before?.atMs ?? 0) || (before?.atMs ?? 0) > endMs) return undefined;
  const roots = rankRoots(inputFor(incident, fleet));
  const now: RankedFor = { incidentId: incident.id, atMs: minuteMs, ...(before?.root ? { root: before.root } : {}) };
  if (roots.kind === 'none') {
    return minuteMs > endMs && before?.root === undefined
      ? { ranked: now, event: told(incident, roots, fleet) }
      : { ranked: now };
  }
  const [first] = roots.roots;
  if (first === undefined || first.serviceId === before?.root) return { ranked: now };
  return { ranked: { ...now, root: first.serviceId }, event: told(incident, roots, fleet) };
}

/** The services of the incident's host, on one clock. */
function inputFor({ serviceId, hostId, symptom }: Incident, { judged = new Map(), views, verdicts }: Fleet) {
  const own = [...views.values()].filter((view) => view.hostId === hostId);
  const rows = own.flatMap((view) => {
    const recent = judged.get(view.serviceId)?.recent;
    return recent ? [[view.serviceId, recent] as const] : [];
  });
  const family = symptom === 'latency' ? 'server-latency' : symptom === 'errors' ? 'errors' : undefined;
  return {
    services: onOneClock(new Map(rows)),
    calls: callGraphOf(own),
    verdicts: verdicts.filter((verdict) => verdict.hostId === hostId),
    ...(family ? { broken: { serviceId, family } as const } : {}),
  };
}

function told({ id }: Incident, roots: Roots, { views, nowMs }: Fleet): TimelineEvent {
  const event = { incidentId: id, atMs: nowMs, kind: 'localized' } as const;
  if (roots.kind === 'none') return { ...event, words: `no root named: ${roots.reason}`, data: { roots: [] } };
  const ranked = roots.roots.slice(0, TOLD_ROOTS);
  const places = ranked.map(
    ({ serviceId, words }, n) => `${n + 1}. ${views.get(serviceId)?.service ?? serviceId}: ${words}`,
  );
  return {
    ...event,
    words: `its root, the likeliest first: ${places.join(' ')}`,
    data: { root: ranked[0]?.serviceId, roots: ranked },
  };
}
