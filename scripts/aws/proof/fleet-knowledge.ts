import { postgresReader, postgresRoster } from '@ares/adapters/postgres';
import { SLOT_MS } from '@ares/config/aws';
import type { Action, FleetOverview, Incident } from '@ares/core';
import { knowledgePool } from '@ares/db';
import { until } from '../emulator/until.ts';

export interface Heal {
  readonly incident: Incident;
  readonly action: Action;
}

/** What the deployed functions wrote down, as the CLI and the API read it. */
export interface FleetKnowledge {
  /** Waits until the deployed loop ticks, knows these services of the host and finds nothing wrong with them. */
  calm(hostId: string, services: readonly string[]): Promise<void>;
  /** Waits until something is wrong with the service, whatever is done about it. */
  detected(service: string, sinceMs: number): Promise<Incident>;
  /** Waits for an incident of the service that was healed by an effective action. */
  healed(service: string, sinceMs: number): Promise<Heal>;
  close(): Promise<void>;
}

const CALM_SECONDS = 15 * 60;
const HEAL_SECONDS = 10 * 60;

export function fleetKnowledge(databaseUrl: string): FleetKnowledge {
  const pool = knowledgePool(databaseUrl);
  const reader = postgresReader(pool);
  const roster = postgresRoster(pool);
  return {
    async calm(hostId, services) {
      const what = `a calm fleet with ${services.join(', ')}`;
      const sinceMs = Date.now() + SLOT_MS;
      let reasons: readonly string[] = [];
      const isCalm = async () => {
        const shard = await roster.shardOf(hostId);
        if (shard === undefined) return undefined;
        const overview = await reader.overview(shard);
        reasons = disturbances(overview, services, sinceMs);
        return reasons.length === 0 ? true : undefined;
      };
      await until(isCalm, { what, seconds: CALM_SECONDS, inVain: () => reasons.join('; ') });
    },
    detected: (service, sinceMs) =>
      until(() => incidentOf(service, sinceMs), { what: `an incident of ${service}`, seconds: HEAL_SECONDS }),
    healed: (service, sinceMs) =>
      until(() => healOf(service, sinceMs), { what: `the heal of ${service}`, seconds: HEAL_SECONDS }),
    close: () => pool.end(),
  };

  async function incidentOf(service: string, sinceMs: number): Promise<Incident | undefined> {
    const incidents = await reader.incidents({ service, limit: 20 });
    return incidents.find(({ detectedAtMs }) => detectedAtMs >= sinceMs);
  }

  async function healOf(service: string, sinceMs: number): Promise<Heal | undefined> {
    const incident = await incidentOf(service, sinceMs);
    if (incident?.state !== 'healed') return undefined;
    const story = await reader.incident(incident.id);
    if (!story || 'ambiguous' in story) return undefined;
    const action = story.actions.find(({ outcome }) => outcome === 'effective');
    return action && { incident: story.incident, action };
  }
}

/** Why the fleet is not calm. */
function disturbances(overview: FleetOverview, wanted: readonly string[], sinceMs: number): readonly string[] {
  const known = new Map(overview.services.map(({ service, health }) => [service, health]));
  return [
    ...((overview.lastTickAtMs ?? 0) < sinceMs ? ['no tick yet'] : []),
    ...wanted.filter((service) => known.get(service) !== 'HEALTHY').map((name) => `${name} is ${known.get(name)}`),
    ...overview.openIncidents.filter(({ weight }) => weight === 'act').map(({ id }) => `incident ${id} is open`),
    ...overview.inFlight.map(({ id }) => `action ${id} is in flight`),
  ];
}
