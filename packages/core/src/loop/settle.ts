import { intentOn } from '../analyze/container-state.ts';
import { type Action, type CommandResult, type Outcome, verifiedOutcomes } from '../model/action.ts';
import type { Fleet } from '../model/fleet.ts';
import type { TimelineEvent } from '../model/incident.ts';
import type { Lease } from '../model/knowledge.ts';
import { verdictOn, verify } from '../verify/verify.ts';

export interface Settled {
  readonly action: Action;
  readonly timeline: readonly TimelineEvent[];
}

/** Pure part of following an action: what its state and the present evidence make of it. */
export function settle(action: Action, lease: Lease, fleet: Fleet): Settled {
  if (action.state === 'intended') return settleIntent(action, lease, fleet);
  if (action.state !== 'verifying' && action.state !== 'unknown') return { action, timeline: [] };
  const sinceMs = action.result?.endedAtMs ?? action.sentAtMs ?? action.intendedAtMs;
  const seen = verify(action, sinceMs, fleet);
  const served = seen.servingAtMs === undefined ? action : { ...action, servingAtMs: seen.servingAtMs };
  if (seen.kind === 'wait') return { action: served, timeline: [] };
  const unsure = action.state === 'unknown' && seen.outcome !== 'effective';
  return finish(served, unsure ? 'unknown' : seen.outcome, seen.reason, fleet);
}

/** An intent that was not sent at once is dropped when the world has moved on: this tick decides anew. */
function settleIntent(action: Action, lease: Lease, fleet: Fleet): Settled {
  if (action.claimedAtMs !== undefined) return settleResumed(action, lease, fleet);
  if (fleet.nowMs > action.expiresAtMs) return finish(action, 'expired', 'not sent in time', fleet);
  const why = overtakenBy(action, lease, fleet);
  return why ? finish(action, 'cancelled', why, fleet) : { action, timeline: [] };
}

/** What has begun on its host is not dropped: not taken up again in time, its end is as unknown as before. */
function settleResumed(action: Action, lease: Lease, fleet: Fleet): Settled {
  const held = action.epoch < lease.epoch || fleet.knowledge.killSwitch.on || fleet.nowMs > action.expiresAtMs;
  return { action: held ? { ...action, state: 'unknown' } : action, timeline: [] };
}

function overtakenBy(action: Action, lease: Lease, fleet: Fleet): string | undefined {
  if (action.epoch < lease.epoch) return 'the decider that intended it is gone';
  if (fleet.knowledge.killSwitch.on) return 'the kill switch was pulled';
  const container = fleet.views.get(action.serviceId)?.containers.find((c) => c.name === action.containerName);
  if (container?.id !== action.containerId || container.startedAt !== action.startedAt) return 'the container changed';
  const intents = fleet.hosts.find((host) => host.hostId === action.hostId)?.snapshot?.intents ?? [];
  if (intentOn(container, intents)) return 'a person stopped it';
  const sick = action.kind === 'scale-in' || verdictOn(action, fleet)?.weight === 'act';
  return sick ? undefined : 'the symptom is gone';
}

/** Closes an action with its outcome and tells it. */
export function finish(action: Action, outcome: Outcome, reason: string, fleet: Fleet): Settled {
  const finished: Action = {
    ...action,
    state: 'finished',
    outcome,
    outcomeReason: reason,
    finishedAtMs: fleet.nowMs,
  };
  const event: TimelineEvent = {
    incidentId: action.incidentId,
    atMs: fleet.nowMs,
    kind: verifiedOutcomes.includes(outcome) ? 'verified' : 'result',
    words: `${outcome}: ${reason}`,
    data: { actionId: action.id, outcome, reason, servingAtMs: action.servingAtMs },
  };
  return { action: finished, timeline: [event] };
}

/** What a command's own report makes of its action. */
export function applyResult(action: Action, result: CommandResult | undefined, fleet: Fleet): Settled {
  if (result === undefined) return unsureEnd(action, 'no readable result', fleet);
  const told = {
    incidentId: action.incidentId,
    atMs: fleet.nowMs,
    kind: 'result',
    data: { actionId: action.id, result },
  } as const;
  const words = result.reason ? `${result.status}: ${result.reason}` : result.status;
  const withResult: Action = { ...action, result };
  const event: TimelineEvent = { ...told, words: `${action.kind} ${words}` };
  if (result.status === 'done') return { action: { ...withResult, state: 'verifying' }, timeline: [event] };
  if (result.status === 'unknown') return { action: { ...withResult, state: 'unknown' }, timeline: [event] };
  if (result.status !== 'failed') {
    return { action: finish(withResult, result.status, result.reason, fleet).action, timeline: [event] };
  }
  const end = finish(withResult, 'ineffective', result.reason, fleet);
  return { action: end.action, timeline: [event, ...end.timeline] };
}

/** Its end is not known: the service is looked at again, and nothing is sent twice. */
export const unsureEnd = (action: Action, why: string, fleet: Fleet): Settled => ({
  action: { ...action, state: 'unknown' },
  timeline: [
    {
      incidentId: action.incidentId,
      atMs: fleet.nowMs,
      kind: 'result',
      words: `end unknown: ${why}`,
      data: { actionId: action.id, why },
    },
  ],
});
