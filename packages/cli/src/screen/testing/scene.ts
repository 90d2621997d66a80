import type { FleetOverview, Incident, ServiceMemory } from '@ares/core';
import { aMemory, anIncident, START_MS } from '@ares/simulator';
import { type StatusView, statusView } from '../status-view.ts';

export const NOW = START_MS;

/** A service that the last tick saw, as it should be. */
export const service = (name: string, over: Partial<ServiceMemory> = {}): ServiceMemory =>
  aMemory({
    service: name,
    lastSeenAtMs: NOW - 1_000,
    healthSinceMs: NOW - 60_000,
    replicas: { running: 1, known: 1 },
    autonomy: 'auto',
    ...over,
  });

export const incident = (over: Partial<Incident> = {}): Incident =>
  anIncident({ id: '0123456789', detectedAtMs: NOW - 60_000, beganAtMs: NOW - 60_500, ...over });

export const healed = (over: Partial<Incident> = {}): Incident =>
  incident({ state: 'healed', closedAtMs: NOW - 54_000, ...over });

export const onHost = (symptom: 'host-down' | 'telemetry-loss'): Incident =>
  incident({ serviceId: 'host-1/-/host', service: 'host', containerName: '', symptom, id: symptom });

export const overview = (over: Partial<FleetOverview> = {}): FleetOverview => ({
  killSwitch: { on: false, by: '', reason: '', sinceMs: 0 },
  lastTickAtMs: NOW - 1_000,
  services: [service('cart')],
  openIncidents: [],
  decisions: {},
  inFlight: [],
  silentHosts: {},
  labelProblems: [],
  ...over,
});

export const view = (
  over: Partial<FleetOverview> = {},
  recent: readonly Incident[] = [],
  isRunning = false,
): StatusView => statusView({ overview: overview(over), recent, nowMs: NOW, isRunning });
