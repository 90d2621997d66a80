import type { FleetOverview, Incident, IncidentFilter, KnowledgeAdmin, KnowledgeReader } from '@ares/core';
import { aMemory, START_MS } from '@ares/simulator';

/** A shard that is well, with one service on one host. */
export const anOverview = (over: Partial<FleetOverview> = {}): FleetOverview => ({
  killSwitch: { on: false, by: '', reason: '', sinceMs: 0 },
  lastTickAtMs: START_MS,
  services: [aMemory()],
  openIncidents: [],
  decisions: {},
  inFlight: [],
  silentHosts: {},
  policyVersion: 'v1',
  labelProblems: [],
  ...over,
});

export interface FakeFleet {
  readonly reader: KnowledgeReader;
  readonly admin: KnowledgeAdmin;
  readonly shards: () => Promise<readonly string[]>;
  /** What each verb was asked, oldest first. */
  readonly asked: readonly (readonly [verb: string, ...unknown[]])[];
}

/** Shards and incidents that are given; every answer is as the ports promise it. */
export function aFleet(
  overviews: Readonly<Record<string, FleetOverview>> = { local: anOverview() },
  incidents: readonly Incident[] = [],
): FakeFleet {
  const asked: (readonly [string, ...unknown[]])[] = [];
  const empty: FleetOverview = { ...anOverview(), services: [] };
  const reader: KnowledgeReader = {
    async overview(shard) {
      asked.push(['overview', shard]);
      return overviews[shard] ?? empty;
    },
    async incidents(filter: IncidentFilter) {
      asked.push(['incidents', filter]);
      return incidents.slice(0, filter.limit);
    },
    async incident(prefix) {
      asked.push(['incident', prefix]);
      const found = incidents.filter(({ id }) => id.startsWith(prefix));
      const [incident] = found;
      if (found.length > 1) return { ambiguous: found.map(({ id }) => id) };
      return incident && { incident, actions: [], timeline: [] };
    },
    async audit(limit) {
      asked.push(['audit', limit]);
      return [{ atMs: START_MS, by: 'ada', what: 'kill switch on', reason: 'drill' }];
    },
  };
  const admin: KnowledgeAdmin = {
    async setKillSwitch(on, by, reason) {
      asked.push(['setKillSwitch', on, by, reason]);
      return { on, by, reason, sinceMs: START_MS };
    },
    async sendTest(by, reason) {
      asked.push(['sendTest', by, reason]);
      return { sent: true, id: 'test.1' };
    },
  };
  return { reader, admin, shards: async () => Object.keys(overviews), asked };
}
