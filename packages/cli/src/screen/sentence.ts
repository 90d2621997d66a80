import { ago, duration, inert } from './format.ts';
import type { IncidentLine, ServiceLine, StatusView } from './status-view.ts';

const NAMED_MAX = 5;

/** What a person has to know in five seconds: is it bad, is it handled, do I have to do something. */
export function sentenceOf(view: Omit<StatusView, 'sentence'>, isRunning: boolean, whenStale: string): string {
  if (view.stale) return ofStale(view, isRunning, whenStale);
  const troubles = [...silence(view), ...sickServices(view), ...otherIncidents(view)];
  const { services } = view;
  if (troubles.length === 0) {
    if (services.length === 0) return 'No service seen yet. Containers join by the label `ares.service`.';
    return `${allHealthy(services.length)}${lastHeal(view)}`;
  }
  const named = troubles.slice(0, NAMED_MAX).join(', ');
  const more = troubles.length > NAMED_MAX ? ` and ${troubles.length - NAMED_MAX} more` : '';
  const well = services.filter(({ state }) => state === 'HEALTHY').length;
  const known = services.some(({ state }) => state === 'UNKNOWN') ? ' known to be' : '';
  const begin = view.verdict === 'unknown' ? 'Unknown: ' : '';
  return `${begin}${named}${more}. ${well} of ${services.length} services${known} healthy.`;
}

export const allHealthy = (count: number): string =>
  count === 1 ? 'The one service is healthy.' : `All ${count} services healthy.`;

function ofStale({ lastTickAgeMs }: Omit<StatusView, 'sentence'>, isRunning: boolean, whenStale: string): string {
  if (lastTickAgeMs === undefined)
    return isRunning ? 'Unknown: the first tick is on its way.' : `Unknown: no tick yet. → ${whenStale}`;
  const [what, next] = isRunning ? ['ARES cannot look', 'npx ares doctor'] : ['ARES does not run', whenStale];
  return `Unknown: ${what}; last tick ${duration(lastTickAgeMs)} ago. → ${next}`;
}

const silence = ({ silentHosts, incidents, nowMs }: Omit<StatusView, 'sentence'>): readonly string[] =>
  silentHosts.map(({ host, lastReadAtMs }) => {
    const own = incidents.filter((incident) => incident.host === host && incident.symptom === 'host-down');
    return `host ${host} does not answer, last read ${ago(lastReadAtMs, nowMs)}${needed(own)}`;
  });

const needed = (incidents: readonly IncidentLine[]): string =>
  incidents.some(({ state }) => state === 'escalated') ? ' (a person is needed)' : '';

const isSick = ({ state }: ServiceLine): boolean => state !== 'HEALTHY' && state !== 'UNKNOWN';

const sickServices = ({ services, incidents }: Omit<StatusView, 'sentence'>): readonly string[] =>
  services
    .filter(isSick)
    .map(({ name, state, host }) => `${name} ${state}${needed(incidents.filter(isOn(name, host)))}`);

const isOn =
  (name: string, on: string) =>
  ({ service, host }: IncidentLine): boolean =>
    service === name && host === on;

/** What is open and shows on no service that was named. */
const otherIncidents = ({ services, incidents, silentHosts }: Omit<StatusView, 'sentence'>): readonly string[] => {
  const named = new Set(services.filter(isSick).map(({ name, host }) => `${host} ${name}`));
  const silent = new Set(silentHosts.map(({ host }) => host));
  const isNamed = ({ service, host, symptom }: IncidentLine): boolean =>
    named.has(`${host} ${service}`) || (symptom === 'host-down' && silent.has(host));
  return incidents
    .filter((incident) => incident.open && !isNamed(incident))
    .map((incident) => `${subjectOf(incident)}: ${incident.symptom}${needed([incident])}`);
};

const subjectOf = ({ service, host, container }: IncidentLine): string =>
  service === 'host' && container === undefined ? `host ${host}` : service;

function lastHeal({ incidents, nowMs }: Omit<StatusView, 'sentence'>): string {
  const healed = incidents.find(({ state }) => state === 'healed');
  return healed?.closedAtMs ? ` Last heal ${ago(healed.closedAtMs, nowMs)}: ${inert(healed.service)}, verified.` : '';
}
