import { type Action, type ActionState, AresError } from '@ares/core';
import { actions } from '@ares/db';
import { and, eq, inArray, isNull, or } from 'drizzle-orm';
import type { Transaction } from './database.ts';

/** From which states a commit may bring an action to this one; `intended` and `sending` it only repeats. */
const predecessors: Readonly<Record<ActionState, readonly ActionState[]>> = {
  intended: [],
  sending: [],
  sent: ['sending', 'sent'],
  verifying: ['intended', 'sending', 'sent', 'verifying', 'unknown'],
  unknown: ['intended', 'sending', 'sent', 'verifying', 'unknown'],
  finished: ['intended', 'sending', 'sent', 'verifying', 'unknown'],
};

/**
 * Writes what a tick made of an action, if nobody claimed, sent or finished it since the tick read it.
 * @throws AresError FENCED if somebody did: what the tick concluded is out of date
 */
export async function moveAction(tx: Transaction, action: Action): Promise<void> {
  if (action.state === 'intended' && action.claimedAtMs !== undefined) return takeUpAgain(tx, action);
  const from = predecessors[action.state];
  if (from.length === 0) return;
  const { id, state, outcome, outcomeReason, commandId, sentAtMs, result, finishedAtMs, servingAtMs } = action;
  const moved = await tx
    .update(actions)
    .set({ state, outcome, outcomeReason, commandId, sentAtMs, result, finishedAtMs, servingAtMs })
    .where(and(eq(actions.id, id), inArray(actions.state, [...from]), isAsRead(action)))
    .returning({ id: actions.id });
  if (moved.length > 0) return;
  const [stored] = await tx.select({ state: actions.state }).from(actions).where(eq(actions.id, id));
  if (stored === undefined) throw new Error(`action ${id} was never intended`);
  throw new AresError('FENCED', `action ${id} is ${stored.state} by now`);
}

/** What was interrupted is an intent once more, of the same action but for another command. */
async function takeUpAgain(tx: Transaction, { id, claimedAtMs = 0, epoch, expiresAtMs }: Action): Promise<void> {
  const isInterrupted = and(eq(actions.id, id), eq(actions.state, 'unknown'), eq(actions.claimedAtMs, claimedAtMs));
  const anew = { state: 'intended', epoch, expiresAtMs, commandId: null, sentAtMs: null, answer: null } as const;
  await tx.update(actions).set(anew).where(isInterrupted);
}

const isAsRead = ({ claimedAtMs, commandId }: Action) =>
  and(
    claimedAtMs === undefined ? isNull(actions.claimedAtMs) : eq(actions.claimedAtMs, claimedAtMs),
    or(isNull(actions.commandId), commandId === undefined ? undefined : eq(actions.commandId, commandId)),
  );
