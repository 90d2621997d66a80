import { emptyBaseline, updateBaseline } from '../analyze/baseline.ts';
import { restartsDone } from '../analyze/docker-reflex.ts';
import { growthOf } from '../analyze/forecast/memory-growth-window.ts';
import { LATENCY_FLOOR_SECONDS } from '../analyze/symptoms/latency.ts';
import { heatOf } from '../analyze/thresholds/cpu-heat.ts';
import { seeFarOut } from '../analyze/thresholds/far-out.ts';
import { isActedOn } from '../model/action.ts';
import type { Fleet, ServiceView } from '../model/fleet.ts';
import type { ServiceMemory } from '../model/knowledge.ts';
import type { ContainerState } from '../model/snapshot.ts';
import type { HealthState } from '../model/symptom.ts';
import { highest } from '../monitor/service-view.ts';
import { healthOf } from './health.ts';
import { isQuiet } from './is-quiet.ts';
import { minutesOf } from './minutes.ts';
import { personsHands } from './persons-hands.ts';
import { riskOf } from './risk.ts';
import { scaledOf } from './scaled.ts';

const CHECKS = 21;
const CHECK_EVERY_MS = 4_000;
const learnt = ['latencySecondsP95', 'requestsPerSecond'] as const;

/** What ARES knows of a service after this tick. */
export function remember(view: ServiceView, before: ServiceMemory | undefined, fleet: Fleet): ServiceMemory {
  const health = healthOf(view, fleet);
  const { scaled: _, hands: __, signals: ___, growth: ____, risk: _____, ...base } = before ?? firstSight(view);
  return {
    ...base,
    ...scaledOf(view, before ?? base, fleet.knowledge.actions),
    health,
    lastSeenAtMs: fleet.nowMs,
    ...(before && before.health !== 'HEALTHY' && health === 'HEALTHY' ? { wellSinceMs: fleet.nowMs } : {}),
    healthSinceMs: (before?.health === health ? before.healthSinceMs : undefined) ?? fleet.nowMs,
    ...forPeople(view, before, fleet),
    ...checksOf(base, health, fleet),
    ...buildsOf(view, base, fleet),
    ...metricsOf(view, base, health),
    ...growthOf(view, before?.growth),
    ...minutesOf(view, before?.minutes, fleet.nowMs),
    ...riskOf(
      before?.risk,
      fleet.judged?.get(view.serviceId)?.opinion,
      isQuiet(view.serviceId, fleet.knowledge),
      fleet.nowMs,
    ),
    dockerRestarts: Object.fromEntries(view.containers.map((c) => [c.name, restartsDone(c)])),
  };
}

const shown = ['cpuLimitRatio', 'memoryLimitRatio', 'requestsPerSecond', 'latencySecondsP95', 'errorRatio1m'] as const;
const DIGITS = 3;

/** What nothing is decided by, and what people want to see. */
function forPeople(view: ServiceView, before: ServiceMemory | undefined, fleet: Fleet) {
  const hands = personsHands(view, before, fleet);
  const fresh = view.samples.filter((sample) => fleet.nowMs - sample.atMs <= fleet.policy.telemetryStaleMs);
  const signals = shown.flatMap((feature) => {
    const value = highest(fresh, feature)?.value;
    return value === undefined ? [] : [[feature, Number(value.toPrecision(DIGITS))] as const];
  });
  return {
    autonomy: view.profile.autonomy,
    replicas: {
      running: view.containers.filter(({ state }) => state === 'running').length,
      known: view.containers.length,
    },
    ...(hands.length > 0 ? { hands } : {}),
    ...(signals.length > 0 ? { signals: Object.fromEntries(signals) } : {}),
  };
}

const firstSight = (view: ServiceView): ServiceMemory => ({
  serviceId: view.serviceId,
  hostId: view.hostId,
  service: view.service,
  health: 'HEALTHY',
  lastSeenAtMs: 0,
  checks: '',
  checkedAtMs: 0,
  flapping: false,
  builds: {},
  baselines: {},
  cpuHot: '',
  sampledAtMs: 0,
  dockerRestarts: {},
});

/** One check every few seconds, however often ticks are woken; hysteresis after Nagios. */
function checksOf(before: ServiceMemory, health: HealthState, { nowMs, policy }: Fleet) {
  const { checks, checkedAtMs, flapping } = before;
  if (nowMs - checkedAtMs < CHECK_EVERY_MS) return { checks, checkedAtMs, flapping };
  const next = `${checks}${health === 'HEALTHY' ? '1' : '0'}`.slice(-CHECKS);
  const changes = [...next].filter((check, i) => i > 0 && check !== next[i - 1]).length / (CHECKS - 1);
  const { startShare, endShare } = policy.flapping;
  return { checks: next, checkedAtMs: nowMs, flapping: flapping ? changes >= endShare : changes > startShare };
}

/**
 * A container with an image or configuration that the service did not have is a deploy, whatever its name: a Compose
 * recreate begins under another one. What ARES makes itself is none, although Compose may write another configuration
 * hash on it; while it is still making, nothing is learnt.
 */
function buildsOf({ serviceId, containers }: ServiceView, before: ServiceMemory, { knowledge, nowMs }: Fleet) {
  const { builds } = before;
  if (isActedOn(serviceId, knowledge.actions)) return { builds };
  const own = new Set(knowledge.actions.map((action) => action.result?.containerIdAfter));
  const known = Object.values(builds);
  const deployed = known.length > 0 && containers.some((c) => !own.has(c.id) && !known.includes(buildOf(c)));
  const next = { builds: Object.fromEntries(containers.map((c) => [c.name, buildOf(c)])) };
  return deployed ? { ...next, deploySeenAtMs: nowMs } : next;
}

const buildOf = ({ imageId, configHash }: ContainerState): string => `${imageId} ${configHash}`;

/** Each sample counts once, in the order of its own time, and only a healthy time teaches what is usual. */
const metricsOf = (view: ServiceView, before: ServiceMemory, health: HealthState) => ({
  ...heatOf(view, before),
  ...farOutOf(view, before, health),
  ...(health === 'HEALTHY' ? { baselines: baselinesOf(view, before) } : {}),
});

/** The slowest replica's latency, against what it is about once a week. */
function farOutOf(view: ServiceView, before: ServiceMemory, health: HealthState) {
  const p95 = highest(view.samples, 'latencySecondsP95');
  if (p95 === undefined) return {};
  const { latencyFarOut } = before;
  const seen = seeFarOut(latencyFarOut, p95.value, p95.atMs, LATENCY_FLOOR_SECONDS, health === 'HEALTHY');
  return seen ? { latencyFarOut: seen } : {};
}

function baselinesOf(view: ServiceView, before: ServiceMemory): ServiceMemory['baselines'] {
  const baselines = { ...before.baselines };
  for (const feature of learnt) {
    const sample = highest(view.samples, feature);
    const known = baselines[feature] ?? emptyBaseline;
    if (sample === undefined || sample.atMs <= (known.atMs ?? 0)) continue;
    baselines[feature] = { ...updateBaseline(known, sample.value), atMs: sample.atMs };
  }
  return baselines;
}
