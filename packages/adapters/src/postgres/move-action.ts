import { type Action, type ActionState, AresError } from '@ares/core';
import { actions } from '@ares/db';
import { and, eq, inArray, isNull, or } from 'drizzle-orm';
import type { Transaction } from './database.ts';

/** From which states a commit may bring an action to this one; `intended` and `sending` it only repeats. */
const predecessors: Readonly<Record<ActionState, readonly ActionState[]>> = {
  intended: [],
  sending: [],
  // What was interrupted may be taken up again, by another command of the same action.
  sent: ['intended', 'sending', 'sent', 'unknown'],
  verifying: ['intended', 'sending', 'sent', 'verifying', 'unknown'],
  unknown: ['intended', 'sending', 'sent', 'verifying', 'unknown'],
  finished: ['intended', 'sending', 'sent', 'verifying', 'unknown'],
};

/**
 * Writes what a tick made of an action, if nobody claimed, sent or finished it since the tick read it.
 * @throws AresError FENCED if somebody did: what the tick concluded is out of date
 */
export async function moveAction(tx: Transaction, action: Action): Promise<void> {
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

const isAsRead = ({ state, claimedAtMs, commandId }: Action) =>
  and(
    claimedAtMs === undefined ? isNull(actions.claimedAtMs) : eq(actions.claimedAtMs, claimedAtMs),
    or(
      isNull(actions.commandId),
      commandId === undefined ? undefined : eq(actions.commandId, commandId),
      state === 'sent' ? eq(actions.state, 'unknown') : undefined,
    ),
  );
