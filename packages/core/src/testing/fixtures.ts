import type { Fleet } from '../localize/localize.ts';
import type { Action } from '../model/action.ts';
import type { Incident } from '../model/incident.ts';
import type { Knowledge, ServiceMemory } from '../model/knowledge.ts';
import type { Policy, Profile } from '../model/policy.ts';
import type { ContainerState, HostSnapshot, ProbeResult } from '../model/snapshot.ts';
import type { Verdict } from '../model/symptom.ts';
import type { HostObservation } from '../monitor/observe.ts';
import { serviceViews } from '../monitor/service-view.ts';

/** The moment at which all fixtures play. */
export const NOW = 1_800_000_000_000;
export const HOST = 'host-1';
const CONTAINER_ID = 'a'.repeat(64);

export const aProfile = (over: Partial<Profile> = {}): Profile => ({
  autonomy: 'auto',
  stateful: false,
  ladders: {
    crash: ['restart', 'recycle'],
    hang: ['restart', 'recycle'],
    unhealthy: ['restart', 'recycle'],
    'cpu-overload': ['scale-out'],
    'memory-growth': ['recycle'],
    errors: ['restart'],
  },
  startPeriodMs: 20_000,
  scaleMax: 3,
  errorBudgetRatio: 0.01,
  ...over,
});

export const aPolicy = (over: Partial<Policy> = {}): Policy => ({
  version: 'test',
  profiles: { default: aProfile() },
  services: {},
  maintenance: [],
  telemetryStaleMs: 10_000,
  deployGraceMs: 120_000,
  dependencySettleMs: 15_000,
  storm: { share: 0.49, rootsMin: 3, resumeMs: 60_000 },
  budgets: {
    service: { inFlightMax: 1, perHourMax: 12 },
    host: { inFlightMax: 2, perHourMax: 60 },
    fleet: { inFlightMax: 4, perHourMax: 200 },
  },
  cooldown: { baseMs: 10_000, maxMs: 300_000 },
  attempts: { max: 3, windowMs: 14_400_000 },
  flapping: { startShare: 0.5, endShare: 0.25 },
  verification: { probes: 3, stableMs: 10_000, deadlineMs: 60_000 },
  intentTtlMs: 60_000,
  ...over,
});

export const aProbe = (atMs: number, outcome: ProbeResult['outcome'] = 'ok'): ProbeResult => ({
  atMs,
  durationMs: outcome === 'timeout' ? 1_500 : 3,
  outcome,
  ...(outcome === 'bad-status' ? { status: 503 } : {}),
});

/** `n` probes one second apart, the last one second before `untilMs`. */
export const probes = (n: number, outcome: ProbeResult['outcome'] = 'ok', untilMs = NOW): readonly ProbeResult[] =>
  Array.from({ length: n }, (_, i) => aProbe(untilMs - (n - i) * 1_000, outcome));

/** A healthy container of the service that its name says; `labels` is merged over the defaults. */
export function aContainer(
  service: string,
  { labels, ...over }: Partial<Omit<ContainerState, 'labels'>> & { labels?: Partial<ContainerState['labels']> } = {},
): ContainerState {
  return {
    id: CONTAINER_ID,
    name: `shop-${service}-1`,
    project: 'shop',
    composeService: service,
    imageId: 'sha256:1',
    configHash: 'c1',
    state: 'running',
    startedAt: new Date(NOW - 3_600_000).toISOString(),
    startedAtMs: NOW - 3_600_000,
    oomKilled: false,
    settling: false,
    restartPolicy: { name: 'no', maxRetries: 0 },
    restartCount: 0,
    exitsAtMs: [],
    dockerHealth: 'none',
    probes: probes(10),
    scalable: true,
    ...over,
    labels: { service, dependsOn: [], health: { kind: 'http', port: 8080, path: '/health/ready' }, ...labels },
  };
}

/** The same container after its main process died. */
export const crashed = (service: string, over: Parameters<typeof aContainer>[1] = {}): ContainerState =>
  aContainer(service, { state: 'exited', exitCode: 137, finishedAtMs: NOW - 500, exitsAtMs: [NOW - 500], ...over });

export const aSnapshot = (containers: readonly ContainerState[], over: Partial<HostSnapshot> = {}): HostSnapshot => ({
  hostId: HOST,
  takenAtMs: NOW,
  agentStartedAtMs: NOW - 86_400_000,
  docker: { ok: true, lastOkAtMs: NOW },
  containers,
  intents: [],
  invalid: [],
  ...over,
});

export const aVerdict = (service: string, over: Partial<Verdict> = {}): Verdict => ({
  serviceId: `${HOST}/shop/${service}`,
  hostId: HOST,
  service,
  symptom: 'crash',
  containerName: `shop-${service}-1`,
  riskScore: 1,
  weight: 'act',
  evidence: [{ feature: 'exitCode', value: 137, words: 'exited with code 137', atMs: NOW - 500 }],
  ...over,
});

export const anIncident = (service: string, over: Partial<Incident> = {}): Incident => ({
  ...aVerdict(service),
  id: `incident-${service}`,
  shard: 'test',
  state: 'open',
  beganAtMs: NOW - 500,
  detectedAtMs: NOW - 400,
  lastSeenAtMs: NOW,
  ...over,
});

export const anAction = (service: string, over: Partial<Action> = {}): Action => ({
  id: `incident-${service}.0.1`,
  incidentId: `incident-${service}`,
  shard: 'test',
  hostId: HOST,
  serviceId: `${HOST}/shop/${service}`,
  targetId: `${HOST}/shop-${service}-1`,
  containerName: `shop-${service}-1`,
  containerId: CONTAINER_ID,
  startedAt: new Date(NOW - 3_600_000).toISOString(),
  kind: 'restart',
  symptom: 'crash',
  rung: 0,
  attempt: 1,
  stopTimeoutSeconds: 5,
  state: 'verifying',
  epoch: 1,
  intendedAtMs: NOW - 5_000,
  expiresAtMs: NOW + 55_000,
  ...over,
});

export const aMemory = (service: string, over: Partial<ServiceMemory> = {}): ServiceMemory => ({
  serviceId: `${HOST}/shop/${service}`,
  hostId: HOST,
  service,
  health: 'HEALTHY',
  lastSeenAtMs: NOW - 5_000,
  checks: '1'.repeat(21),
  checkedAtMs: NOW - 5_000,
  flapping: false,
  builds: {},
  baselines: {},
  cpuHot: '',
  sampledAtMs: 0,
  dockerRestarts: {},
  ...over,
});

export const aKnowledge = (over: Partial<Knowledge> = {}): Knowledge => ({
  killSwitch: { on: false, by: '', reason: '', sinceMs: 0 },
  shard: { unreachable: {}, metricsMissingSinceMs: {} },
  services: [],
  incidents: [],
  actions: [],
  ...over,
});

export const aHost = (containers: readonly ContainerState[], over: Partial<HostObservation> = {}): HostObservation => ({
  hostId: HOST,
  skewMs: 0,
  snapshot: aSnapshot(containers),
  metrics: { samples: [], quarantined: 0, dropped: 0 },
  ...over,
});

export function aFleet(
  hosts: readonly HostObservation[],
  over: Partial<Omit<Fleet, 'views' | 'verdicts'>> & { verdicts?: readonly Verdict[] } = {},
): Fleet {
  const { verdicts = [], ...rest } = over;
  const policy = over.policy ?? aPolicy();
  return {
    knowledge: aKnowledge(),
    nowMs: NOW,
    ...rest,
    hosts,
    policy,
    views: new Map(serviceViews(hosts, policy).map((view) => [view.serviceId, view])),
    verdicts: new Map(verdicts.map((verdict) => [verdict.serviceId, verdict])),
  };
}
