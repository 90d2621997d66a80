import { EXECUTION_TIMEOUT_MS } from '../execute/command-request.ts';
import { parseCommandResult } from '../execute/command-result.ts';
import type { Fleet } from '../localize/localize.ts';
import type { Action } from '../model/action.ts';
import type { CommandRunner } from '../ports/command-runner.ts';
import { applyResult, finish, type Settled, unsureEnd } from './settle.ts';

/** Time for a lost send to show up at the host before it is given up. */
const GRACE_MS = 10_000;

/** Reads how a sent command is doing. A failing command API leaves the action as it is. */
export async function follow(commands: CommandRunner, action: Action, fleet: Fleet): Promise<Settled> {
  try {
    if (action.state === 'sending') return await findLost(commands, action, fleet);
    if (action.state === 'sent' && action.commandId) return await readEnd(commands, action, action.commandId, fleet);
  } catch {
    return { action, timeline: [] };
  }
  return { action, timeline: [] };
}

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
    const skewMs = fleet.hosts.find((host) => host.hostId === action.hostId)?.skewMs ?? 0;
    return applyResult(action, parseCommandResult(status.stdout, skewMs), fleet);
  }
  if (status.state === 'timed-out') return finish(action, 'ineffective', 'the command hung and was timed out', fleet);
  const overdue = fleet.nowMs - (action.sentAtMs ?? action.intendedAtMs) > EXECUTION_TIMEOUT_MS + GRACE_MS;
  if (status.state === 'not-found' || overdue) return unsureEnd(action, `the command is ${status.state}`, fleet);
  return { action, timeline: [] };
}
