import type { Decision, EpochMs, FleetOverview, Incident, PersonsHand, ServiceMemory } from '@ares/core';
import { ago, clockTime, dateTime, duration, inert } from './format.ts';
import type { ShownState } from './status-view.ts';

/** What is done about a service, or why nothing is. */
export function noteOf(service: ServiceMemory, state: ShownState, overview: FleetOverview, nowMs: EpochMs): string {
  const [hand] = service.hands ?? [];
  if (state === 'UNKNOWN') {
    const why = hand ? `: ${aboutHand(hand, service, nowMs)}` : '';
    return inert(`was ${service.health} ${ago(service.lastSeenAtMs, nowMs)}${why}`);
  }
  const action = overview.inFlight.find((a) => a.serviceId === service.serviceId);
  if (action) return `${action.kind} ${action.state}, ${duration(nowMs - action.intendedAtMs)}`;
  const open = overview.openIncidents.filter((i) => i.serviceId === service.serviceId);
  const [first] = open.toSorted((a, b) => a.weight.localeCompare(b.weight));
  if (first) return inert(`${aboutIncident(first, overview.decisions[first.id], nowMs)}${more(open.length - 1)}`);
  if (hand) return inert(`${aboutHand(hand, service, nowMs)}, left alone`);
  if (state === 'DOWN') return 'no fault seen, so it is left alone';
  return service.flapping ? 'flapping' : '';
}

const more = (count: number): string => (count > 0 ? `, ${count} more` : '');

function aboutIncident(incident: Incident, decision: Decision | undefined, nowMs: EpochMs): string {
  const because = `(${incident.symptom}: ${incident.evidence[0]?.words ?? 'no words'})`;
  if (incident.weight === 'tell') return `told only ${because}`;
  if (decision === undefined) return incident.state === 'escalated' ? `a person is needed ${because}` : because;
  return `${aboutDecision(decision, nowMs)} ${because}`;
}

function aboutDecision(decision: Decision, nowMs: EpochMs): string {
  if (decision.kind === 'act') return `${decision.action} decided`;
  if (decision.kind === 'escalate') return `a person is needed: ${decision.reason}`;
  const { guard, reason, would, retryAtMs } = decision;
  if (guard === 'kill-switch') return 'paused by kill switch';
  if (guard === 'autonomy') return would && reason.startsWith('shadow') ? `shadow: would ${would}` : reason;
  return retryAtMs !== undefined && retryAtMs > nowMs
    ? `held: ${guard} until ${clockTime(retryAtMs)}`
    : `held: ${reason}`;
}

const past = { stop: 'stopped', pause: 'paused', remove: 'removed' } as const;
const DAY_MS = 86_400_000;
const MINUTES = -3;

function aboutHand({ containerName, kind, atMs }: PersonsHand, { replicas }: ServiceMemory, nowMs: EpochMs): string {
  const others = (replicas?.known ?? 0) - (kind === 'remove' ? 0 : 1);
  const which = others > 0 ? `${containerName} ` : '';
  const at = (nowMs - atMs < DAY_MS ? clockTime(atMs) : dateTime(atMs)).slice(0, MINUTES);
  return `${which}${past[kind]} by a person ${at}`;
}
