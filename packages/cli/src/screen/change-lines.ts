import type { FleetOverview, Incident, KillSwitch, ServiceMemory } from '@ares/core';
import { duration, inert, stateLooks } from './format.ts';
import { allHealthy } from './sentence.ts';
import { tookMs } from './took.ts';

export interface Seen {
  readonly overview: FleetOverview;
  /** Newest first, closed ones too. */
  readonly recent: readonly Incident[];
}

/** What has changed between two looks, a line each, for where a picture cannot be drawn over; nothing where nothing has. */
export function changeLines(before: Seen, after: Seen): readonly string[] {
  return [
    ...switchLines(before.overview.killSwitch, after.overview.killSwitch),
    ...incidentLines(before, after),
    ...serviceLines(before.overview, after.overview),
    ...calmLines(before.overview, after.overview),
  ];
}

function switchLines(before: KillSwitch, after: KillSwitch): readonly string[] {
  if (before.on === after.on) return [];
  return [after.on ? `PAUSED by ${inert(after.by)}: ${inert(after.reason)}` : `resumed by ${inert(after.by)}`];
}

function incidentLines(before: Seen, after: Seen): readonly string[] {
  const known = incidentsOf(before);
  // Oldest first, as they happened.
  return [...incidentsOf(after).values()].toReversed().flatMap((incident) => {
    const isActedOn = after.overview.inFlight.some(({ incidentId }) => incidentId === incident.id);
    const words = stepsOf(known.get(incident.id), incident, isActedOn);
    return words.map((step) => `${incident.service}: ${step}  (incident ${incident.id.slice(0, 8)})`);
  });
}

const incidentsOf = ({ overview, recent }: Seen): ReadonlyMap<string, Incident> =>
  new Map([...overview.openIncidents, ...recent].map((incident) => [incident.id, incident]));

function stepsOf(before: Incident | undefined, after: Incident, isActedOn: boolean): readonly string[] {
  const because = inert(after.evidence[0]?.words ?? '');
  const opened = before === undefined ? [`${after.symptom} ${because ? `(${because})` : ''}`.trim()] : [];
  const decided = after.lastDecision === before?.lastDecision ? '' : decision(after.lastDecision ?? '', isActedOn);
  const ended = after.state === 'open' || after.state === before?.state ? [] : [ending(after)];
  return [...opened, ...(decided ? [decided] : []), ...ended];
}

/**
 * Of the fingerprint that the core keeps: `act KIND RUNG`, `hold GUARD`; an escalation is told as a state. That nothing
 * more is done while an action is in flight is no news.
 */
function decision(fingerprint: string, isActedOn: boolean): string {
  const [kind, what, rung] = fingerprint.split(' ');
  if (kind === 'act') return `decided: ${what}, rung ${Number(rung) + 1} of its ladder`;
  return kind === 'hold' && !isActedOn ? `held by the guard ${what}` : '';
}

function ending(incident: Incident): string {
  if (incident.state === 'escalated') return 'ESCALATED: a person is needed';
  return `${incident.state.toUpperCase()} after ${duration(tookMs(incident, incident.lastSeenAtMs))}`;
}

function serviceLines(before: FleetOverview, after: FleetOverview): readonly string[] {
  const changed = after.services.flatMap((service) => {
    const was = before.services.find(({ serviceId }) => serviceId === service.serviceId);
    if (was?.health === service.health) return [];
    return [
      was ? `${service.service}: ${looks(was)} → ${looks(service)}` : `${service.service}: ${looks(service)}, new`,
    ];
  });
  const gone = before.services.filter((was) => !after.services.some(({ serviceId }) => serviceId === was.serviceId));
  return [...changed, ...gone.map(({ service }) => `${service}: no longer there`)];
}

const looks = ({ health }: ServiceMemory): string => `${stateLooks[health].icon} ${health}`;

/** There is something to look after, and all of it is well. */
export const isCalm = ({ services }: FleetOverview): boolean =>
  services.length > 0 && services.every(({ health }) => health === 'HEALTHY');

const calmLines = (before: FleetOverview, after: FleetOverview): readonly string[] =>
  isCalm(after) && !isCalm(before) ? [allHealthy(after.services.length)] : [];
