import { intentOn, isExited, isStarting } from '../analyze/container-state.ts';
import { dependenciesOf } from '../localize/localize.ts';
import { type Action, isSameTarget, type Outcome, targetOf } from '../model/action.ts';
import type { Fleet } from '../model/fleet.ts';
import type { ContainerState } from '../model/snapshot.ts';
import { isOfMetrics, type Verdict } from '../model/symptom.ts';
import type { EpochMs } from '../model/time.ts';
import { samplesOn } from '../monitor/service-view.ts';

export type Verification =
  | { readonly kind: 'wait'; readonly servingAtMs?: EpochMs }
  | { readonly kind: 'outcome'; readonly outcome: Outcome; readonly reason: string; readonly servingAtMs?: EpochMs };

/** Rates over one minute still contain the time before the act until a minute has gone. */
const RATE_WINDOW_MS = 60_000;

/**
 * Did the heal work? An exit code of 0 proves nothing: only what began after the action ended counts.
 * @param sinceMs when the action ended, or when its end became unknown
 */
export function verify(action: Action, sinceMs: EpochMs, fleet: Fleet): Verification {
  if (action.kind === 'capture') return outcome('inconclusive', 'evidence was taken, and nothing changed');
  const view = fleet.views.get(action.serviceId);
  const host = fleet.hosts.find((h) => h.hostId === action.hostId);
  const late = fleet.nowMs > deadlineOf(action, sinceMs, fleet);
  if (!host?.snapshot?.docker.ok) return late ? outcome('unknown', 'the host could not be read') : { kind: 'wait' };
  const container = view?.containers.find((c) => c.name === action.containerName);
  if (container === undefined) return late ? outcome('ineffective', 'target gone') : { kind: 'wait' };
  if (intentOn(container, host.snapshot.intents)) return outcome('inconclusive', 'a person stopped it meanwhile');
  if (isExited(container) && !container.settling && (container.finishedAtMs ?? 0) > sinceMs) {
    return outcome('ineffective', `exited again with code ${container.exitCode ?? 'unknown'}`);
  }
  const proof = proofOf(container, action, sinceMs, fleet);
  if (proof.missing === undefined) return { ...outcome('effective', proof.words), ...serving(proof) };
  if (!late) return { kind: 'wait', ...serving(proof) };
  return { ...outcome(proof.sick ? 'ineffective' : 'inconclusive', proof.missing), ...serving(proof) };
}

const outcome = (kind: Outcome, reason: string) => ({ kind: 'outcome', outcome: kind, reason }) as const;
const serving = ({ servingAtMs }: Proof) => (servingAtMs === undefined ? {} : { servingAtMs });

/** Past it the question is closed; a slow starter gets its start period on top. */
function deadlineOf(action: Action, sinceMs: EpochMs, { policy, views }: Fleet): EpochMs {
  const view = views.get(action.serviceId);
  const container = view?.containers.find((c) => c.name === action.containerName);
  const startMs = container?.labels.startPeriodMs ?? view?.profile.startPeriodMs ?? 0;
  const rateMs = isOfMetrics(action.symptom) ? 2 * RATE_WINDOW_MS : 0;
  return sinceMs + policy.verification.deadlineMs + startMs + rateMs;
}

interface Proof {
  readonly missing?: string;
  readonly words: string;
  readonly sick: boolean;
  readonly servingAtMs?: EpochMs;
}

function proofOf(container: ContainerState, action: Action, sinceMs: EpochMs, fleet: Fleet): Proof {
  const after = container.probes.filter((probe) => probe.atMs > sinceMs);
  const firstOk = after.find((probe) => probe.outcome === 'ok');
  const servingAtMs = action.servingAtMs ?? (firstOk ? firstOk.atMs + firstOk.durationMs : undefined);
  const missing =
    untouched(container, action) ??
    lacksProbes(container, sinceMs, fleet) ??
    lacksMetrics(action, sinceMs, fleet) ??
    symptomLeft(action, fleet) ??
    newSymptomAbove(action, sinceMs, fleet);
  const words =
    after.length > 0
      ? `${fleet.policy.verification.probes} probes in a row answered after the action`
      : `running for ${fleet.policy.verification.stableMs / 1_000} s after the action`;
  return {
    words,
    sick: verdictOn(action, fleet)?.weight === 'act' || after.at(-1)?.outcome !== 'ok',
    ...(missing === undefined ? {} : { missing }),
    ...(servingAtMs === undefined ? {} : { servingAtMs }),
  };
}

/** A container that still runs since before the act was not healed by it. */
function untouched(container: ContainerState, action: Action): string | undefined {
  if (action.kind !== 'restart' && action.kind !== 'recycle') return undefined;
  const same = container.id === action.containerId && container.startedAt === action.startedAt;
  return same ? 'the container has not been started anew' : undefined;
}

function lacksProbes(container: ContainerState, sinceMs: EpochMs, { policy, nowMs, views }: Fleet): string | undefined {
  const { probes, stableMs } = policy.verification;
  if (container.state !== 'running') return `the container is ${container.state}`;
  if (container.labels.health.kind === 'none' || container.labels.health.kind === 'docker') {
    if (container.dockerHealth === 'unhealthy' || container.dockerHealth === 'starting') {
      return `its Docker health check says ${container.dockerHealth}`;
    }
    const stableSinceMs = Math.max(sinceMs, container.startedAtMs);
    return nowMs - stableSinceMs >= stableMs ? undefined : `not stable for ${stableMs / 1_000} s`;
  }
  const profile = [...views.values()].find((view) => view.containers.includes(container))?.profile;
  const newest = container.probes.filter((probe) => probe.atMs > sinceMs).slice(-probes);
  const good = newest.length === probes && newest.every((probe) => probe.outcome === 'ok');
  if (good) return undefined;
  return profile && isStarting(container, profile, nowMs)
    ? 'still starting'
    : `fewer than ${probes} good probes in a row`;
}

/** A metric symptom is only gone when samples whose whole window lies after the act say so. */
function lacksMetrics(action: Action, sinceMs: EpochMs, fleet: Fleet): string | undefined {
  if (!isOfMetrics(action.symptom)) return undefined;
  const view = fleet.views.get(action.serviceId);
  const samples = view ? samplesOn(view, targetOf(action).containerName) : [];
  const fresh = samples.some((sample) => sample.atMs - RATE_WINDOW_MS >= sinceMs);
  return fresh ? undefined : 'no metrics of the time after the action yet';
}

/** What is seen now of the target that the action was to heal. */
export const verdictOn = (action: Action, { verdicts }: Fleet): Verdict | undefined =>
  verdicts.find((verdict) => isSameTarget(verdict, targetOf(action)));

function symptomLeft(action: Action, fleet: Fleet): string | undefined {
  const verdict = verdictOn(action, fleet);
  if (verdict === undefined) return undefined;
  const same = verdict.symptom === action.symptom || verdict.weight === 'act';
  return same ? `still shows ${verdict.symptom}` : undefined;
}

/** What callers showed before the action ended is the old failure's echo, not something new. */
function newSymptomAbove(action: Action, sinceMs: EpochMs, fleet: Fleet): string | undefined {
  const newer = fleet.knowledge.incidents.filter((i) => i.state === 'open' && i.beganAtMs > sinceMs);
  const caller = [...fleet.views.values()].find(
    (view) =>
      fleet.verdicts.some((v) => v.serviceId === view.serviceId && v.weight === 'act') &&
      newer.some((incident) => incident.serviceId === view.serviceId) &&
      dependenciesOf(view, fleet.views).includes(action.serviceId),
  );
  return caller ? `${caller.service}, which depends on it, shows a new symptom` : undefined;
}
