import { intend } from '../execute/intend.ts';
import { escalationOf } from '../knowledge/escalation.ts';
import type { Diagnosis } from '../localize/localize.ts';
import type { Action } from '../model/action.ts';
import type { Decision } from '../model/decision.ts';
import type { Fleet, ServiceView } from '../model/fleet.ts';
import type { Incident, TimelineEvent } from '../model/incident.ts';
import type { Lease, OutboxMessage } from '../model/knowledge.ts';
import type { ContainerState } from '../model/snapshot.ts';
import { highest } from '../monitor/service-view.ts';
import { attemptsOn, fruitlessOf } from '../plan/attempts.ts';
import { plan } from '../plan/plan.ts';
import type { PlanInput } from '../plan/plan-input.ts';

export interface Decided {
  readonly incident: Incident;
  readonly decision: Decision;
  readonly intent?: Action;
  readonly timeline: readonly TimelineEvent[];
  readonly outbox: readonly OutboxMessage[];
}

export interface DecideContext {
  readonly fleet: Fleet;
  readonly lease: Lease;
  readonly stormUntilMs: number | undefined;
  readonly policyRejected: string | undefined;
}

/** Plans one open incident and tells the decision, once as long as it stays the same. */
export function decide(incident: Incident, diagnosis: Diagnosis, context: DecideContext): Decided {
  const input = planInput(incident, diagnosis, context);
  const decision = plan(input);
  const { container } = input;
  const intent =
    decision.kind === 'act' && container
      ? intend({ ...input, container }, decision.action, decision.rung, context.lease)
      : undefined;
  const { nowMs } = context.fleet;
  const lastDecision = fingerprint(decision, input.attempts.length);
  const told = [
    ...localized(incident, diagnosis, nowMs),
    ...(lastDecision === incident.lastDecision ? [] : [tell(incident, decision, diagnosis, nowMs)]),
  ];
  const after: Incident = {
    ...incident,
    lastDecision,
    rootServiceId: diagnosis.explainedBy?.serviceId ?? incident.serviceId,
    ...(decision.kind === 'escalate' ? { state: 'escalated' as const } : {}),
  };
  return { incident: after, decision, ...(intent ? { intent } : {}), ...escalation(incident, decision, told, nowMs) };
}

function planInput(incident: Incident, diagnosis: Diagnosis, context: DecideContext): PlanInput {
  const { fleet, stormUntilMs, policyRejected } = context;
  const view = fleet.views.get(incident.serviceId);
  const container = view && handleOf(view, incident.containerName);
  const attempts = attemptsOn(fleet.knowledge.actions, incident);
  const memory = fleet.knowledge.services.find((m) => m.serviceId === incident.serviceId);
  return {
    diagnosis,
    incident,
    fleet,
    host: fleet.hosts.find((host) => host.hostId === incident.hostId),
    attempts,
    fruitless: fruitlessOf(attempts),
    ...(view ? { view } : {}),
    ...(container ? { container } : {}),
    ...(memory ? { memory } : {}),
    ...(stormUntilMs === undefined ? {} : { stormUntilMs }),
    ...(policyRejected === undefined ? {} : { policyRejected }),
  };
}

/** The replica to act on: its own, or of a whole service the one that works hardest. */
function handleOf({ containers, samples }: ServiceView, name: string): ContainerState | undefined {
  const [sole, another] = containers;
  if (name === '' && another === undefined) return sole;
  const wanted = name || highest(samples, 'cpuLimitRatio')?.containerName;
  return containers.find((container) => container.name === wanted);
}

const fingerprint = (decision: Decision, attempts: number): string =>
  decision.kind === 'act'
    ? `act ${decision.action} ${decision.rung} ${attempts}`
    : `${decision.kind} ${'guard' in decision ? decision.guard : ''}`;

const sentence = (decision: Decision): string => {
  if (decision.kind === 'act') return `${decision.action}, rung ${decision.rung + 1} of its ladder`;
  return decision.kind === 'hold'
    ? `hold (${decision.guard}): ${decision.reason}`
    : `a person is needed: ${decision.reason}`;
};

/** Told when the root is found elsewhere, and when it is no longer there. */
function localized(incident: Incident, { explainedBy }: Diagnosis, atMs: number): readonly TimelineEvent[] {
  const root = explainedBy?.serviceId ?? incident.serviceId;
  if (root === (incident.rootServiceId ?? incident.serviceId)) return [];
  const words = explainedBy ? `its root: ${explainedBy.words}` : `its root is ${incident.service} itself`;
  return [{ incidentId: incident.id, atMs, kind: 'localized', words, data: { root } }];
}

const tell = (incident: Incident, decision: Decision, { explainedBy }: Diagnosis, atMs: number): TimelineEvent => ({
  incidentId: incident.id,
  atMs,
  kind: 'decided',
  words: sentence(decision),
  data: { decision, root: explainedBy?.serviceId ?? incident.serviceId },
});

function escalation(incident: Incident, decision: Decision, told: readonly TimelineEvent[], atMs: number) {
  if (decision.kind !== 'escalate') return { timeline: told, outbox: [] };
  const { event, message } = escalationOf(incident, decision.reason, atMs);
  return { timeline: [...told, event], outbox: [message] };
}
