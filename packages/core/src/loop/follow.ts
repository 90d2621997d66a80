import { EXECUTION_TIMEOUT_MS } from '../execute/command-request.ts';
import { parseCommandResult } from '../execute/command-result.ts';
import type { Action, ActionKind } from '../model/action.ts';
import type { Fleet } from '../model/fleet.ts';
import type { Lease } from '../model/knowledge.ts';
import type { EpochMs } from '../model/time.ts';
import type { AnswerReader, CommandStatus } from '../ports/command-runner.ts';
import { applyResult, finish, type Settled, unsureEnd } from './settle.ts';

/** Time for a lost send to show up at the host before it is given up. */
export const GRACE_MS = 10_000;
/** For so long after its intent an interrupted action is taken up again. */
const RESUME_MS = 300_000;
/** Interrupted half-way, these may leave a container missing; the host's ledger knows how to go on. */
const resumable: readonly ActionKind[] = ['recycle', 'scale-out', 'scale-in'];

/** Reads how a sent command is doing. A failing command API leaves the action as it is, until that is too long ago. */
export async function follow(answers: AnswerReader, action: Action, lease: Lease, fleet: Fleet): Promise<Settled> {
  if (action.state === 'unknown') return resume(action, lease, fleet);
  if (action.state !== 'sending' && action.state !== 'sent') return { action, timeline: [] };
  try {
    const answer = await answers(action);
    if (answer === undefined) return unanswered(action, fleet);
    const { commandId, status } = answer;
    if (commandId !== undefined) return readEnd(toSent(action, commandId, fleet.nowMs), status, fleet);
    return action.state === 'sending' ? lost(action, fleet) : readEnd(action, status, fleet);
  } catch (error) {
    if (!isOverdue(action, fleet.nowMs)) return { action, timeline: [] };
    return unsureEnd(action, `the command API fails: ${error instanceof Error ? error.message : error}`, fleet);
  }
}

const isOverdue = (action: Action, nowMs: EpochMs): boolean =>
  nowMs - (action.sentAtMs ?? action.expiresAtMs) > EXECUTION_TIMEOUT_MS + GRACE_MS;

const unanswered = (action: Action, fleet: Fleet): Settled =>
  isOverdue(action, fleet.nowMs)
    ? unsureEnd(action, 'nobody could read how the command is doing', fleet)
    : { action, timeline: [] };

/** Claimed without a command id, and found by its action id. */
const toSent = (action: Action, commandId: string, nowMs: EpochMs): Action =>
  action.state === 'sent' ? action : { ...action, state: 'sent', commandId, sentAtMs: nowMs };

/** Claimed, and nobody knows of a command: it is never sent again. */
const lost = (action: Action, fleet: Fleet): Settled =>
  fleet.nowMs > action.expiresAtMs + GRACE_MS
    ? finish(action, 'expired', 'claimed, but the host never saw it and no longer would run it', fleet)
    : { action, timeline: [] };

function readEnd(action: Action, status: CommandStatus, fleet: Fleet): Settled {
  if (status.state === 'done') {
    const skewMs = fleet.hosts.find((host) => host.hostId === action.hostId)?.skewMs;
    if (skewMs !== undefined) return applyResult(action, parseCommandResult(status.stdout, skewMs), fleet);
    // By which clock it ended is told by the next snapshot.
    if (!isOverdue(action, fleet.nowMs)) return { action, timeline: [] };
  }
  if (status.state === 'undelivered')
    return finish(action, 'expired', `the host never had it: ${status.reason}`, fleet);
  if (status.state === 'timed-out') {
    return resumable.includes(action.kind)
      ? unsureEnd(action, 'the command hung and was timed out', fleet)
      : finish(action, 'ineffective', 'the command hung and was timed out', fleet);
  }
  if (status.state === 'not-found' || isOverdue(action, fleet.nowMs))
    return unsureEnd(action, `the command is ${status.state}`, fleet);
  return { action, timeline: [] };
}

/**
 * An intent again, with the same action id, and only where the host can tell a repeat from a continuation: its ledger
 * reports a finished action and goes on with an interrupted one, so nothing is done twice and no container stays lost.
 */
function resume(action: Action, lease: Lease, fleet: Fleet): Settled {
  const { nowMs, knowledge, policy } = fleet;
  const late = nowMs - action.intendedAtMs > RESUME_MS;
  if (!resumable.includes(action.kind) || late || knowledge.killSwitch.on) return { action, timeline: [] };
  const { commandId: _, sentAtMs: __, answer: ___, ...rest } = action;
  const words = `${action.kind} ${action.containerName} taken up again from the host's ledger`;
  return {
    action: { ...rest, state: 'intended', epoch: lease.epoch, expiresAtMs: nowMs + policy.intentTtlMs },
    timeline: [
      { incidentId: action.incidentId, atMs: nowMs, kind: 'intent', words, data: { actionId: action.id, again: true } },
    ],
  };
}
