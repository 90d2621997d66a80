import type { FleetOverview, HealthState, Incident, ServiceMemory } from '@ares/core';
import { ago, clockTime, dateTime, duration, fit, inert, type Paint, stateLooks, wrap } from './format.ts';
import { table } from './table.ts';

export interface StatusModel {
  readonly overview: FleetOverview;
  /** Newest first, closed ones too. */
  readonly recent: readonly Incident[];
  readonly urls: readonly (readonly [name: string, url: string])[];
  readonly nowMs: number;
  readonly width: number;
  readonly hint?: string;
}

const order: readonly HealthState[] = ['DOWN', 'HEALING', 'RECOVERING', 'DEGRADED', 'HEALTHY'];
const STALE_MS = 15_000;

/** The whole status as text: one sentence, services sorted by trouble, what happened last, where to look. */
export function statusScreen(model: StatusModel, paint: Paint): string {
  const sections = [headline(model, paint), services(model, paint), incidents(model, paint), links(model, paint)];
  return sections.filter((section) => section !== '').join('\n\n');
}

function headline({ overview, recent, nowMs, width }: StatusModel, paint: Paint): string {
  const { killSwitch, lastTickAtMs, services: all } = overview;
  const stale = isStale(overview, nowMs);
  const freshness = lastTickAtMs === undefined ? 'no tick yet' : `data ${duration(nowMs - lastTickAtMs)} old`;
  const words = stale && lastTickAtMs !== undefined ? STALE_WORDS : sentence(all, recent, nowMs);
  const title = wrap(`ARES  ${words}  ${freshness}`, width, '      ');
  const tinted = title
    .replace('ARES', paint('bold', 'ARES'))
    .replace(freshness, paint(stale ? 'red' : 'dim', freshness));
  if (!killSwitch.on) return tinted;
  const paused = `PAUSED by ${inert(killSwitch.by)} since ${dateTime(killSwitch.sinceMs)}: ${inert(killSwitch.reason)}`;
  return `${tinted}\n${paint('yellow', fit(paused, width))}`;
}

const STALE_WORDS = 'ARES does not look at the moment: what follows is old. Go on with `npm start`.';

/** Old data say nothing about now, however well they look. */
export const isStale = ({ lastTickAtMs }: FleetOverview, nowMs: number): boolean =>
  lastTickAtMs === undefined || nowMs - lastTickAtMs > STALE_MS;

/** What a person has to know in five seconds: is it bad, is it handled. */
export function sentence(services: readonly ServiceMemory[], recent: readonly Incident[], nowMs: number): string {
  if (services.length === 0) return 'No service seen yet. Containers join by the label `ares.service`.';
  const sick = services.filter((service) => service.health !== 'HEALTHY');
  const healed = recent.find((incident) => incident.state === 'healed');
  const last = healed?.closedAtMs ? ` Last heal ${ago(healed.closedAtMs, nowMs)}: ${healed.service}, verified.` : '';
  if (sick.length === 0) return `All ${services.length} services healthy.${last}`;
  const named = sick.map((service) => `${service.service} ${service.health}`).join(', ');
  return `${services.length - sick.length} of ${services.length} services healthy: ${named}.`;
}

function services({ overview, nowMs, width }: StatusModel, paint: Paint): string {
  if (overview.services.length === 0) return '';
  const sorted = overview.services.toSorted(
    (a, b) => order.indexOf(a.health) - order.indexOf(b.health) || a.service.localeCompare(b.service),
  );
  const rows = sorted.map((service) => [
    `${stateLooks[service.health].icon} ${service.health}`,
    service.service,
    service.hostId,
    note(service, overview, nowMs),
  ]);
  const tint = (cell: string, column: number): string => {
    const state = order.find((name) => cell.includes(name));
    return column === 0 && state ? paint(stateLooks[state].colour, cell) : cell;
  };
  return table(['STATE', 'SERVICE', 'HOST', 'NOTE'], rows, { width, paint: tint });
}

function note(service: ServiceMemory, { inFlight, openIncidents }: FleetOverview, nowMs: number): string {
  const action = inFlight.find((a) => a.serviceId === service.serviceId);
  if (action) return `${action.kind} ${action.state}, ${duration(nowMs - action.intendedAtMs)}`;
  const incident = openIncidents.find((i) => i.serviceId === service.serviceId);
  if (incident) return inert(`${incident.symptom}: ${incident.evidence[0]?.words ?? ''}`);
  if (service.health === 'DOWN') return 'no fault seen, so it is left alone';
  return service.flapping ? 'flapping' : '';
}

function incidents({ recent, nowMs, width }: StatusModel, paint: Paint): string {
  if (recent.length === 0) return paint('dim', 'No incidents yet.');
  const rows = recent.map((incident) => [
    incident.id.slice(0, 8),
    clockTime(incident.detectedAtMs),
    incident.service,
    incident.symptom,
    incident.state.toUpperCase(),
    duration((incident.closedAtMs ?? nowMs) - incident.detectedAtMs),
    inert(incident.evidence[0]?.words ?? ''),
  ]);
  return table(['INCIDENT', 'AT', 'SERVICE', 'SYMPTOM', 'STATE', 'TOOK', 'BECAUSE'], rows, { width });
}

function links({ urls, hint }: StatusModel, paint: Paint): string {
  const lines = urls.map(([name, url]) => `${name.padEnd(12)}${paint('cyan', url)}`);
  return [...lines, ...(hint ? [paint('dim', hint)] : [])].join('\n');
}
