import {
  aContainer as aCart,
  anAction as anActionOn,
  anIncident,
  aPolicy,
  aSnapshot,
  type ContainerOver,
  probes,
  START_MS,
} from '@ares/simulator';
import type { Action } from '../model/action.ts';
import type { Fleet, HostObservation } from '../model/fleet.ts';
import type { Knowledge } from '../model/knowledge.ts';
import type { ContainerState } from '../model/snapshot.ts';
import type { Verdict } from '../model/symptom.ts';
import { serviceViews } from '../monitor/service-view.ts';

/** The moment at which all fixtures play. */
export const NOW = START_MS;
export const HOST = 'host-1';
const CONTAINER_ID = 'a'.repeat(64);

/** A healthy container of the service that its name says, with the id that `anAction` was decided on. */
export const aContainer = (service: string, { labels, ...over }: ContainerOver = {}): ContainerState =>
  aCart({ id: CONTAINER_ID, probes: probes('ok', 10), ...over, labels: { ...labels, service } });

/** The same container after its main process died. */
export const crashed = (service: string, over: ContainerOver = {}): ContainerState =>
  aContainer(service, { state: 'exited', exitCode: 137, finishedAtMs: NOW - 500, exitsAtMs: [NOW - 500], ...over });

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

/** A restart that the host has done and that is being verified. */
export const anAction = (service: string, over: Partial<Action> = {}): Action =>
  anActionOn(anIncident({ service }), {
    containerId: CONTAINER_ID,
    startedAt: aContainer(service).startedAt,
    state: 'verifying',
    intendedAtMs: NOW - 5_000,
    expiresAtMs: NOW + 55_000,
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
  snapshot: aSnapshot({ containers }),
  metrics: { samples: [], quarantined: 0, dropped: 0 },
  ...over,
});

export function aFleet(hosts: readonly HostObservation[], over: Partial<Omit<Fleet, 'views'>> = {}): Fleet {
  const policy = over.policy ?? aPolicy();
  return {
    knowledge: aKnowledge(),
    nowMs: NOW,
    verdicts: [],
    ...over,
    hosts,
    policy,
    views: new Map(serviceViews(hosts, policy).map((view) => [view.serviceId, view])),
  };
}
