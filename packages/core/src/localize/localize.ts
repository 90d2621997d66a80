import { intentOn, isExited, lastProbeFailed } from '../analyze/container-state.ts';
import { isActedOn, isInFlight } from '../model/action.ts';
import type { Fleet, ServiceView } from '../model/fleet.ts';
import type { HumanIntent } from '../model/snapshot.ts';
import type { Symptom, Verdict } from '../model/symptom.ts';
import type { EpochMs } from '../model/time.ts';
import { serviceIdOf } from '../monitor/service-view.ts';

/** A verdict with what explains it, if a dependency does. */
export interface Diagnosis {
  readonly verdict: Verdict;
  readonly explainedBy?: { readonly serviceId: string; readonly words: string };
}

/** A service's own use of its own resources is not explained by what it calls. */
const ownSymptoms: readonly Symptom[] = ['cpu-overload', 'memory-growth'];
/** 128 and SIGKILL: nothing that a process does by itself, whatever it lacks. */
const KILLED = 137;

/** Looks for the root of a symptom among the dependencies, nearest first. */
export function localize(verdict: Verdict, fleet: Fleet): Diagnosis {
  const view = fleet.views.get(verdict.serviceId);
  if (view === undefined || ownSymptoms.includes(verdict.symptom)) return { verdict };
  const killed = wasKilled(verdict, view);
  for (const serviceId of dependenciesOf(view, fleet.views)) {
    if (killed && !isDown(serviceId, fleet)) continue;
    const words = troubleOf(serviceId, verdict, fleet);
    if (words) return { verdict, explainedBy: { serviceId, words } };
  }
  return { verdict };
}

function wasKilled({ symptom, containerName }: Verdict, { containers }: ServiceView): boolean {
  const container = containers.find(({ name }) => name === containerName);
  return symptom === 'crash' && container !== undefined && (container.oomKilled || container.exitCode === KILLED);
}

/** Dead, or on its way up again: who needs it had better come after it. */
const isDown = (serviceId: string, fleet: Fleet): boolean =>
  gravest(serviceId, fleet)?.symptom === 'crash' ||
  fleet.knowledge.actions.some((a) => a.serviceId === serviceId && a.symptom === 'crash' && isInFlight(a));

/** All services that a view depends on, directly or not, nearest first; cycles end. */
export function dependenciesOf(view: ServiceView, views: ReadonlyMap<string, ServiceView>): readonly string[] {
  const found: string[] = [];
  const queue: ServiceView[] = [view];
  for (let at = queue.shift(); at !== undefined; at = queue.shift()) {
    for (const name of at.dependsOn) {
      const serviceId = serviceIdOf(at.hostId, at.project, name);
      if (serviceId === view.serviceId || found.includes(serviceId)) continue;
      found.push(serviceId);
      const next = views.get(serviceId);
      if (next) queue.push(next);
    }
  }
  return found;
}

/** Why a dependency explains what its callers show; undefined when it is positively well. */
function troubleOf(serviceId: string, child: Verdict, fleet: Fleet): string | undefined {
  const view = fleet.views.get(serviceId);
  const memory = fleet.knowledge.services.find((m) => m.serviceId === serviceId);
  if (view === undefined) return memory ? `${memory.service} is gone from the host` : undefined;
  const verdict = gravest(serviceId, fleet);
  const follows = verdict !== undefined && isBefore(child.serviceId, view, fleet);
  if (verdict && !follows) return `${view.service} shows ${verdict.symptom}`;
  return (
    (follows ? undefined : troubleInContainers(view, intentsOf(fleet, view.hostId))) ??
    healInFlight(view, fleet) ??
    notSettled(view, memory?.wellSinceMs, child, fleet)
  );
}

/** What explains the callers of a service: a dead replica before a failing one. */
const gravest = (serviceId: string, { verdicts }: Fleet): Verdict | undefined => {
  const own = verdicts.filter(
    (v) => v.serviceId === serviceId && v.weight === 'act' && !ownSymptoms.includes(v.symptom),
  );
  return own.find((v) => v.symptom === 'crash') ?? own[0];
};

/**
 * Services that need each other would wait for each other for ever. One of them comes first, and the others follow:
 * a dead one before one that fails, then by name.
 */
function isBefore(serviceId: string, other: ServiceView, fleet: Fleet): boolean {
  if (!dependenciesOf(other, fleet.views).includes(serviceId)) return false;
  const [own, others] = [serviceId, other.serviceId].map((id) => rank(gravest(id, fleet)));
  return own !== undefined && others !== undefined && own < others;
}

const rank = (verdict: Verdict | undefined): string | undefined =>
  verdict && `${verdict.symptom === 'crash' ? 0 : 1} ${verdict.serviceId}`;

const intentsOf = (fleet: Fleet, hostId: string): readonly HumanIntent[] =>
  fleet.hosts.find((host) => host.hostId === hostId)?.snapshot?.intents ?? [];

function troubleInContainers(view: ServiceView, intents: readonly HumanIntent[]): string | undefined {
  const up = view.containers.filter((c) => !isExited(c) && c.state !== 'paused' && !c.settling);
  if (up.length === 0) {
    const human = view.containers.map((c) => intentOn(c, intents)).find((intent) => intent !== undefined);
    return human ? `${view.service} was ${past[human.kind]} by a person` : `${view.service} is not running`;
  }
  return up.every(lastProbeFailed) ? `${view.service} failed its last probe` : undefined;
}

export const past = { stop: 'stopped', pause: 'paused', remove: 'removed' } as const;

const healInFlight = (view: ServiceView, fleet: Fleet): string | undefined =>
  isActedOn(view.serviceId, fleet.knowledge.actions) ? `${view.service} is being healed` : undefined;

/** Callers get time to find their feet once the root is well; a dead one gets up at once. */
function notSettled(
  view: ServiceView,
  wellSinceMs: EpochMs | undefined,
  child: Verdict,
  { policy, nowMs }: Fleet,
): string | undefined {
  if (wellSinceMs === undefined || child.symptom === 'crash') return undefined;
  const leftMs = wellSinceMs + policy.dependencySettleMs - nowMs;
  return leftMs > 0 ? `${view.service} has been well for less than ${policy.dependencySettleMs / 1_000} s` : undefined;
}
