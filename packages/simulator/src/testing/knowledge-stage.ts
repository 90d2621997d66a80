import type {
  Action,
  BudgetClaim,
  Incident,
  KnowledgeStore,
  Lease,
  OutboxMessage,
  TickChanges,
  TimelineEvent,
} from '@ares/core';
import { anAction, anIncident } from '../builders/incident.ts';

/** A knowledge store and what a test does to it from outside. Every test has shards and services of its own in it. */
export interface KnowledgeUnderTest {
  readonly knowledge: KnowledgeStore;
  setKillSwitch(on: boolean): Promise<void>;
  /** Lets all leases run out. */
  expireLeases(): Promise<void>;
  timeline(incidentId: string): Promise<readonly TimelineEvent[]>;
  outbox(): Promise<readonly OutboxMessage[]>;
}

export const TTL_MS = 15_000;
export const wide: Omit<BudgetClaim, 'scope'> = { inFlightMax: 1_000, perHourMax: 1_000 };

export const noChanges: TickChanges = {
  shard: { unreachable: {}, metricsMissingSinceMs: {} },
  services: [],
  incidents: [],
  actions: [],
  timeline: [],
  outbox: [],
};

let serial = 0;
/** A name that no other test has used. */
export const fresh = (what: string): string => {
  serial += 1;
  return `${what}-${serial}`;
};

export async function lead(knowledge: KnowledgeStore, shard: string, holder = fresh('holder')): Promise<Lease> {
  const lease = await knowledge.acquireLease(shard, holder, TTL_MS);
  if (lease === undefined) throw new Error(`${shard} has another leader`);
  return lease;
}

/** A decider of a fresh shard, with one open incident stored. */
export async function stage({ knowledge }: KnowledgeUnderTest, over: Partial<Incident> = {}) {
  const shard = fresh('shard');
  const lease = await lead(knowledge, shard);
  const service = fresh('service');
  const incident = anIncident({ shard, service, id: fresh('incident'), ...over });
  await knowledge.commit(lease, { ...noChanges, incidents: [incident] });
  const intent = (actionOver: Partial<Action> = {}): Action =>
    anAction(incident, { epoch: lease.epoch, ...actionOver });
  return { knowledge, shard, lease, incident, intent };
}
