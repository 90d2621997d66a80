import { commandRequest, EXECUTION_TIMEOUT_MS } from '../execute/command-request.ts';
import { parseCommandResult } from '../execute/command-result.ts';
import type { Action, ActionKind } from '../model/action.ts';
import type { Fleet } from '../model/fleet.ts';
import type { EpochMs } from '../model/time.ts';
import type { CommandRunner } from '../ports/command-runner.ts';
import { applyResult, finish, type Settled, unsureEnd } from './settle.ts';

/** Time for a lost send to show up at the host before it is given up. */
const GRACE_MS = 10_000;
/** For so long after its claim an interrupted action is taken up again. */
const RESUME_MS = 300_000;
/** Interrupted half-way, these may leave a container missing; the host's ledger knows how to go on. */
const resumable: readonly ActionKind[] = ['recycle', 'scale-out', 'scale-in'];

/** Reads how a sent command is doing. A failing command API leaves the action as it is, until that is too long ago. */
export async function follow(commands: CommandRunner, action: Action, fleet: Fleet): Promise<Settled> {
  try {
    if (action.state === 'sending') return await findLost(commands, action, fleet);
    if (action.state === 'sent' && action.commandId) return await readEnd(commands, action, action.commandId, fleet);
    if (action.state === 'unknown') return await resume(commands, action, fleet);
  } catch (error) {
    if (action.state === 'unknown' || !isOverdue(action, fleet.nowMs)) return { action, timeline: [] };
    return unsureEnd(action, `the command API fails: ${error instanceof Error ? error.message : error}`, fleet);
  }
  return { action, timeline: [] };
}

const isOverdue = (action: Action, nowMs: EpochMs): boolean =>
  nowMs - (action.sentAtMs ?? action.expiresAtMs) > EXECUTION_TIMEOUT_MS + GRACE_MS;

/** Claimed without a command id: look for it by the action id, and never send again. */
async function findLost(commands: CommandRunner, action: Action, fleet: Fleet): Promise<Settled> {
  const commandId = await commands.findByActionId(action.hostId, action.id);
  if (commandId) return { action: { ...action, state: 'sent', commandId, sentAtMs: fleet.nowMs }, timeline: [] };
  return fleet.nowMs > action.expiresAtMs + GRACE_MS
    ? finish(action, 'expired', 'claimed, but the host never saw it and no longer would run it', fleet)
    : { action, timeline: [] };
}

async function readEnd(commands: CommandRunner, action: Action, commandId: string, fleet: Fleet): Promise<Settled> {
  const status = await commands.status(action.hostId, commandId);
  if (status.state === 'done') {
    const skewMs = fleet.hosts.find((host) => host.hostId === action.hostId)?.skewMs;
    if (skewMs !== undefined) return applyResult(action, parseCommandResult(status.stdout, skewMs), fleet);
    // By which clock it ended is told by the next snapshot.
    if (!isOverdue(action, fleet.nowMs)) return { action, timeline: [] };
  }
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
 * The same action id once more, and only where the host can tell a repeat from a continuation: its ledger reports a
 * finished action and goes on with an interrupted one, so nothing is done twice and no container stays lost.
 */
async function resume(commands: CommandRunner, action: Action, fleet: Fleet): Promise<Settled> {
  const { nowMs, knowledge, policy } = fleet;
  const late = nowMs - (action.claimedAtMs ?? action.intendedAtMs) > RESUME_MS;
  if (!resumable.includes(action.kind) || late || knowledge.killSwitch.on) return { action, timeline: [] };
  const { commandId } = await commands.start(commandRequest({ ...action, expiresAtMs: nowMs + policy.intentTtlMs }));
  const words = `${action.kind} ${action.containerName} taken up again from the host's ledger`;
  const event = {
    incidentId: action.incidentId,
    atMs: nowMs,
    kind: 'sent',
    words,
    data: { actionId: action.id, commandId },
  } as const;
  return { action: { ...action, state: 'sent', commandId, sentAtMs: nowMs }, timeline: [event] };
}
