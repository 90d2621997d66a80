import {
  type Autonomy,
  BUILTIN_POLICY_VERSION,
  type EpochMs,
  type FleetOverview,
  type HealthState,
  type Incident,
  type LabelProblem,
  type ServiceMemory,
  type Symptom,
} from '@ares/core';
import { inert } from './format.ts';
import { noteOf } from './note.ts';
import { sentenceOf } from './sentence.ts';

/** `UNKNOWN`: nobody has looked, or nobody can. */
export type ShownState = HealthState | 'UNKNOWN';

export interface ServiceLine {
  readonly id: string;
  readonly name: string;
  readonly host: string;
  readonly state: ShownState;
  /** As it was seen last, at `asOfMs`. */
  readonly lastState: HealthState;
  readonly asOfMs: EpochMs;
  /** Since when it has `lastState`. */
  readonly sinceMs?: EpochMs;
  /** What is done about it, or why nothing is; empty where all is well. */
  readonly note: string;
  readonly replicas?: { readonly running: number; readonly known: number };
  readonly autonomy?: Autonomy;
  /** A person stopped, paused or removed one of its containers: ARES does not touch that. */
  readonly inPersonsHands: boolean;
  /** The highest of all replicas; absent where nothing fresh was measured. */
  readonly signals: NonNullable<ServiceMemory['signals']>;
  /** 0..1, how unusual its models find its last minute; absent while they say nothing. */
  readonly risk?: number;
}

export interface IncidentLine {
  readonly id: string;
  readonly service: string;
  readonly host: string;
  readonly container?: string;
  readonly symptom: Symptom;
  readonly state: Incident['state'];
  readonly open: boolean;
  readonly because: string;
  readonly beganAtMs: EpochMs;
  readonly detectedAtMs: EpochMs;
  readonly closedAtMs?: EpochMs;
}

/** What `status`, `watch` and the live screen show, and their JSON; documented in `docs/cli.md`. */
export interface StatusView {
  readonly verdict: 'healthy' | 'sick' | 'unknown';
  readonly sentence: string;
  readonly nowMs: EpochMs;
  /** Absent before the first tick. */
  readonly lastTickAtMs?: EpochMs;
  readonly lastTickAgeMs?: number;
  /** Nobody has looked for so long that nothing is known of now. */
  readonly stale: boolean;
  readonly services: readonly ServiceLine[];
  /** Newest first: all open ones, and those that ended last. */
  readonly incidents: readonly IncidentLine[];
  readonly killSwitch:
    | { readonly on: false }
    | { readonly on: true; readonly by: string; readonly reason: string; readonly sinceMs: EpochMs };
  /** `version` of the one in force, absent while there is none; `rejected`: why the newest text was refused. */
  readonly policy: { readonly version?: string; readonly rejected?: string };
  readonly labelProblems: readonly LabelProblem[];
  readonly silentHosts: readonly { readonly host: string; readonly lastReadAtMs: EpochMs }[];
}

/** What the store has, at one moment. */
export interface Looked {
  readonly overview: FleetOverview;
  /** Newest first, closed ones too. */
  readonly recent: readonly Incident[];
  readonly nowMs: EpochMs;
  /** True where this very process runs the loop. */
  readonly isRunning?: boolean;
  /** @default 20_000, as on this machine */
  readonly staleAfterMs?: number;
  /** What to do where ARES does not run. @default npm start */
  readonly whenStale?: string;
}

/** Four slots of the timer on this machine. */
const STALE_MS = 20_000;
const WHEN_STALE = 'npm start';
const order: readonly ShownState[] = ['DOWN', 'HEALING', 'RECOVERING', 'DEGRADED', 'UNKNOWN', 'HEALTHY'];

export function statusView(looked: Looked): StatusView {
  const { overview, recent, nowMs, isRunning = false, staleAfterMs = STALE_MS, whenStale = WHEN_STALE } = looked;
  const { lastTickAtMs, killSwitch } = overview;
  const stale = lastTickAtMs === undefined || nowMs - lastTickAtMs > staleAfterMs;
  const services = overview.services.map((memory) => serviceLine(memory, overview, stale, nowMs));
  const view = {
    nowMs,
    ...(lastTickAtMs === undefined ? {} : { lastTickAtMs, lastTickAgeMs: Math.max(0, nowMs - lastTickAtMs) }),
    stale,
    verdict: verdictOf(services, overview, stale),
    services: services.toSorted(
      (a, b) => order.indexOf(a.state) - order.indexOf(b.state) || a.name.localeCompare(b.name),
    ),
    incidents: incidentLines(overview.openIncidents, recent),
    killSwitch: killSwitch.on ? { ...killSwitch, on: true as const } : { on: false as const },
    policy: policyOf(overview),
    labelProblems: overview.labelProblems,
    silentHosts: Object.entries(overview.silentHosts).map(([host, lastReadAtMs]) => ({ host, lastReadAtMs })),
  };
  return { ...view, sentence: sentenceOf(view, isRunning, whenStale) };
}

const policyOf = ({ policyVersion, policyRejected }: FleetOverview): StatusView['policy'] => ({
  ...(policyVersion === undefined || policyVersion === BUILTIN_POLICY_VERSION ? {} : { version: policyVersion }),
  ...(policyRejected === undefined ? {} : { rejected: policyRejected }),
});

function serviceLine(memory: ServiceMemory, overview: FleetOverview, stale: boolean, nowMs: EpochMs): ServiceLine {
  const { serviceId: id, service: name, hostId: host, health, lastSeenAtMs, replicas, autonomy } = memory;
  const unseen = stale || host in overview.silentHosts;
  const lastState = !unseen && isGone(memory, overview) ? 'DOWN' : health;
  const state = unseen ? 'UNKNOWN' : lastState;
  return {
    id,
    name,
    host,
    state,
    lastState,
    asOfMs: lastSeenAtMs,
    ...(memory.healthSinceMs === undefined ? {} : { sinceMs: memory.healthSinceMs }),
    note: noteOf({ ...memory, health: lastState }, state, overview, nowMs),
    ...(replicas ? { replicas } : {}),
    ...(autonomy ? { autonomy } : {}),
    inPersonsHands: (memory.hands ?? []).length > 0,
    signals: unseen ? {} : (memory.signals ?? {}),
    ...(unseen || memory.risk === undefined ? {} : { risk: memory.risk.risk }),
  };
}

/** Its containers are gone and its incident is not over: what was seen last is not how it is. */
const isGone = (
  { serviceId, lastSeenAtMs }: ServiceMemory,
  { lastTickAtMs = 0, openIncidents }: FleetOverview,
): boolean => lastSeenAtMs < lastTickAtMs && openIncidents.some((incident) => incident.serviceId === serviceId);

/** What is known to be bad weighs more than what is not known. */
function verdictOf(
  services: readonly ServiceLine[],
  { openIncidents }: FleetOverview,
  stale: boolean,
): StatusView['verdict'] {
  if (stale) return 'unknown';
  const isSick = services.some(({ state }) => state !== 'HEALTHY' && state !== 'UNKNOWN');
  if (isSick || openIncidents.length > 0) return 'sick';
  return services.some(({ state }) => state === 'UNKNOWN') ? 'unknown' : 'healthy';
}

function incidentLines(open: readonly Incident[], recent: readonly Incident[]): readonly IncidentLine[] {
  const listed = new Set(recent.map(({ id }) => id));
  const all = [...recent, ...open.filter(({ id }) => !listed.has(id))];
  return all.toSorted((a, b) => b.detectedAtMs - a.detectedAtMs).map(incidentLine);
}

const incidentLine = ({ hostId, containerName, evidence, ...incident }: Incident): IncidentLine => ({
  id: incident.id,
  service: incident.service,
  host: hostId,
  ...(containerName === '' ? {} : { container: containerName }),
  symptom: incident.symptom,
  state: incident.state,
  open: incident.state === 'open' || incident.state === 'escalated',
  because: inert(evidence[0]?.words ?? ''),
  beganAtMs: incident.beganAtMs,
  detectedAtMs: incident.detectedAtMs,
  ...(incident.closedAtMs === undefined ? {} : { closedAtMs: incident.closedAtMs }),
});
