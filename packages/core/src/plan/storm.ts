import type { Diagnosis } from '../localize/localize.ts';
import type { Fleet } from '../model/fleet.ts';
import type { EpochMs } from '../model/time.ts';

export interface Storm {
  readonly begins: boolean;
  readonly sinceMs: EpochMs;
  /** It is over when it has not raged for a while; pushed on as long as it does. */
  readonly untilMs: EpochMs;
  /** Nothing is healed before that; a storm that nobody ends is not waited out for ever. */
  readonly holdUntilMs: EpochMs;
}

const HOLD_MAX_MS = 900_000;
/** An exit longer ago than this has nothing to do with the host's coming back. */
const BOOT_MS = 600_000;

/** Counts distinct unexplained roots, not sick services. */
export function stormOf(diagnoses: readonly Diagnosis[], fleet: Fleet): Storm | undefined {
  const { policy, nowMs, knowledge } = fleet;
  const { share, rootsMin, resumeMs } = policy.storm;
  const unexplained = diagnoses.filter((d) => d.verdict.weight === 'act' && !d.explainedBy);
  const roots = new Set(unexplained.filter((d) => fleet.views.has(d.verdict.serviceId)).map((d) => rootOf(d, fleet)));
  const raging = roots.size >= rootsMin && roots.size > share * fleet.views.size;
  const { stormSinceMs = nowMs, stormUntilMs = nowMs } = knowledge.shard;
  // A clock that jumped back prolongs nothing.
  const lastMs = Math.min(stormUntilMs, nowMs + resumeMs);
  const lasts = nowMs < lastMs;
  if (!raging && !lasts) return undefined;
  const sinceMs = lasts ? Math.min(stormSinceMs, nowMs) : nowMs;
  const untilMs = raging ? nowMs + resumeMs : lastMs;
  return { begins: !lasts, sinceMs, untilMs, holdUntilMs: Math.min(untilMs, sinceMs + HOLD_MAX_MS) };
}

/** All that ended while a host was away, in a boot or a restart of Docker, has one root: the host. */
function rootOf({ verdict }: Diagnosis, { views, hosts, knowledge }: Fleet): string {
  const { serviceId, hostId, containerName } = verdict;
  const endedAtMs = views.get(serviceId)?.containers.find((c) => c.name === containerName)?.finishedAtMs;
  const agentMs = hosts.find((host) => host.hostId === hostId)?.snapshot?.agentStartedAtMs ?? 0;
  const backMs = Math.max(agentMs, knowledge.shard.hostBackAtMs?.[hostId] ?? 0);
  if (verdict.symptom !== 'crash' || endedAtMs === undefined) return serviceId;
  return endedAtMs <= backMs && backMs - endedAtMs < BOOT_MS ? hostId : serviceId;
}
