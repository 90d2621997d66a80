import { dockerRestarted } from '../analyze/docker-reflex.ts';
import { isSameTarget } from '../model/action.ts';
import type { Fleet } from '../model/fleet.ts';
import type { Incident, TimelineEvent } from '../model/incident.ts';
import type { OutboxMessage } from '../model/knowledge.ts';
import { isOfMetrics, type Verdict } from '../model/symptom.ts';
import type { EpochMs } from '../model/time.ts';
import { samplesOn } from '../monitor/service-view.ts';
import { type End, endOf } from './end-of-incident.ts';
import { escalationOf, resolutionOf } from './escalation.ts';

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
    const incident = isUnseen(before, fleet) ? { ...before, lastSeenAtMs: fleet.nowMs } : before;
    const end = endOf(incident, fleet);
    if (end === undefined) {
      if (incident !== before) incidents.push(incident);
      continue;
    }
    const escalation = end.state === 'escalated' ? escalationOf(incident, end.words, fleet.nowMs) : undefined;
    incidents.push({ ...incident, state: end.state, ...(escalation ? {} : { closedAtMs: fleet.nowMs }) });
    timeline.push(escalation?.event ?? closed(incident, end, fleet.nowMs));
    outbox.push(...(escalation ? [escalation.message] : resolutionOf(incident, end.words, fleet.nowMs)));
  }
  return { incidents, timeline, outbox };
}

/** Missing data is never read as health: no metrics of it now, or the first look after a gap. */
function isUnseen({ serviceId, containerName, symptom }: Incident, fleet: Fleet): boolean {
  const { views, knowledge, policy, nowMs } = fleet;
  const view = views.get(serviceId);
  if (view === undefined) return false;
  const lastSeenAtMs = knowledge.services.find((m) => m.serviceId === serviceId)?.lastSeenAtMs ?? nowMs;
  if (nowMs - lastSeenAtMs > GAP_MS) return true;
  const fresh = samplesOn(view, containerName).some((sample) => nowMs - sample.atMs <= policy.telemetryStaleMs);
  return isOfMetrics(symptom) && !fresh;
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
  beganAtMs: Math.min(nowMs, ...verdict.evidence.filter(({ context }) => !context).map(({ atMs }) => atMs)),
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
