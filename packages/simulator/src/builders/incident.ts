import type { Action, Incident } from '@ares/core';
import { START_MS } from './snapshot.ts';

/** An open crash of service `cart` on `host-1`. */
export const anIncident = (over: Partial<Incident> = {}): Incident => {
  const service = over.service ?? 'cart';
  return {
    id: `incident-${service}`,
    shard: 'test',
    hostId: 'host-1',
    serviceId: `host-1/shop/${service}`,
    service,
    containerName: `shop-${service}-1`,
    symptom: 'crash',
    riskScore: 1,
    weight: 'act',
    evidence: [{ feature: 'exitCode', value: 137, words: 'exited with code 137', atMs: START_MS - 500 }],
    state: 'open',
    beganAtMs: START_MS - 500,
    detectedAtMs: START_MS,
    lastSeenAtMs: START_MS,
    ...over,
  };
};

/** The intent to restart the incident's container. */
export const anAction = (incident: Incident, over: Partial<Action> = {}): Action => ({
  id: `${incident.id}.${over.rung ?? 0}.${over.attempt ?? 1}`,
  incidentId: incident.id,
  shard: incident.shard,
  hostId: incident.hostId,
  serviceId: incident.serviceId,
  targetId: `${incident.hostId}/${incident.containerName}`,
  containerName: incident.containerName,
  containerId: 'a'.repeat(64),
  startedAt: '2027-01-15T07:00:00.123456789Z',
  kind: 'restart',
  symptom: incident.symptom,
  rung: 0,
  attempt: 1,
  stopTimeoutSeconds: 5,
  state: 'intended',
  epoch: 1,
  intendedAtMs: START_MS,
  expiresAtMs: START_MS + 60_000,
  ...over,
});
