import { dockerRestarted } from '../analyze/docker-reflex.ts';
import { isSameTarget } from '../model/action.ts';
import type { Fleet } from '../model/fleet.ts';
import type { Incident, TimelineEvent } from '../model/incident.ts';
import type { OutboxMessage } from '../model/knowledge.ts';
import type { Verdict } from '../model/symptom.ts';
import type { EpochMs } from '../model/time.ts';
import { type End, endOf } from './end-of-incident.ts';
import { escalationOf } from './escalation.ts';

export interface Reconciled {
  readonly incidents: readonly Incident[];
  readonly timeline: readonly TimelineEvent[];
  readonly outbox: readonly OutboxMessage[];
}

/** Three slots of the schedule. */
const GAP_MS = 45_000;

/** Brings the open incidents in line with the verdicts: opens, updates, closes. One open incident a target. */
export function reconcileIncidents(fleet: Fleet, shard: string, newId: () => string): Reconciled {
  const incidents: Incident[] = [];
  const timeline: TimelineEvent[] = [];
  const outbox: OutboxMessage[] = [];
  const open = fleet.knowledge.incidents;
  for (const verdict of fleet.verdicts) {
    const before = open.find((incident) => isSameTarget(incident, verdict));
    const after = before ? update(before, verdict, fleet) : detect(verdict, shard, newId(), fleet.nowMs);
    incidents.push(after);
    timeline.push(...storyOf(before, after, fleet.nowMs), ...dockersOwn(after, fleet));
  }
  for (const before of open) {
    if (fleet.verdicts.some((verdict) => isSameTarget(verdict, before))) continue;
    const incident = isFirstLook(before, fleet) ? { ...before, lastSeenAtMs: fleet.nowMs } : before;
    const end = endOf(incident, fleet);
    if (end === undefined) {
      if (incident !== before) incidents.push(incident);
      continue;
    }
    const escalation = end.state === 'escalated' ? escalationOf(incident, end.words, fleet.nowMs) : undefined;
    incidents.push({ ...incident, state: end.state, ...(escalation ? {} : { closedAtMs: fleet.nowMs }) });
    timeline.push(escalation?.event ?? closed(incident, end, fleet.nowMs));
    if (escalation) outbox.push(escalation.message);
  }
  return { incidents, timeline, outbox };
}

/** After a gap nobody knows how long it has been well: missing data is never read as health. */
function isFirstLook({ serviceId }: Incident, { views, knowledge, nowMs }: Fleet): boolean {
  const memory = knowledge.services.find((m) => m.serviceId === serviceId);
  return memory !== undefined && views.has(serviceId) && nowMs - memory.lastSeenAtMs > GAP_MS;
}

const closed = ({ id }: Incident, end: End, atMs: EpochMs): TimelineEvent => ({
  incidentId: id,
  atMs,
  kind: 'closed',
  words: end.words,
  data: end,
});

const detect = (verdict: Verdict, shard: string, id: string, nowMs: EpochMs): Incident => ({
  id,
  shard,
  hostId: verdict.hostId,
  serviceId: verdict.serviceId,
  service: verdict.service,
  containerName: verdict.containerName,
  symptom: verdict.symptom,
  riskScore: verdict.riskScore,
  weight: verdict.weight,
  evidence: verdict.evidence,
  state: 'open',
  beganAtMs: Math.min(nowMs, ...verdict.evidence.map((evidence) => evidence.atMs)),
  detectedAtMs: nowMs,
  lastSeenAtMs: nowMs,
});

/** A person was called for one trouble; another one of the same target is looked at anew. */
const isAnother = (incident: Incident, verdict: Verdict): boolean =>
  incident.state === 'escalated' && verdict.weight === 'act' && incident.symptom !== verdict.symptom;

function update(incident: Incident, verdict: Verdict, { knowledge, nowMs }: Fleet): Incident {
  // A container that ARES itself is restarting is down for a moment: that is no new symptom.
  const ownAct = knowledge.actions.some(
    (a) => a.incidentId === incident.id && (a.state === 'sending' || a.state === 'sent'),
  );
  return ownAct ? { ...incident, lastSeenAtMs: nowMs } : worsen(incident, verdict, nowMs);
}

const worsen = (incident: Incident, verdict: Verdict, nowMs: EpochMs): Incident => ({
  ...incident,
  ...(isAnother(incident, verdict) ? { state: 'open' as const } : {}),
  symptom: verdict.symptom,
  riskScore: verdict.riskScore,
  weight: verdict.weight,
  evidence: verdict.evidence,
  lastSeenAtMs: nowMs,
});

function storyOf(before: Incident | undefined, after: Incident, nowMs: EpochMs): readonly TimelineEvent[] {
  if (before?.symptom === after.symptom && before.weight === after.weight) return [];
  const words = after.evidence.map((evidence) => evidence.words).join('; ');
  const { symptom, riskScore, containerName, evidence, weight } = after;
  const data = { symptom, riskScore, containerName, evidence, weight, beganAtMs: after.beganAtMs };
  return [
    { incidentId: after.id, atMs: nowMs, kind: before ? 'changed' : 'detected', words: `${symptom}: ${words}`, data },
  ];
}

/** What Docker did by itself belongs to the story, also where a graver finding is the verdict. */
function dockersOwn(incident: Incident, { views, knowledge, nowMs }: Fleet): readonly TimelineEvent[] {
  const { id, serviceId, containerName } = incident;
  const memory = knowledge.services.find((m) => m.serviceId === serviceId);
  const container = views.get(serviceId)?.containers.find((c) => c.name === containerName);
  const { evidence = [] } = (container && dockerRestarted(container, memory, nowMs)) ?? {};
  return evidence.map((one) => ({
    incidentId: id,
    atMs: nowMs,
    kind: 'docker-restart',
    words: one.words,
    data: { evidence: one },
  }));
}
