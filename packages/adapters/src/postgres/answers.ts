import type { Action, ActionRef, CommandAnswer } from '@ares/core';
import { actions } from '@ares/db';
import { and, eq, inArray } from 'drizzle-orm';
import type { Database } from './database.ts';
import { actionOf } from './rows.ts';

export async function action(db: Database, ref: ActionRef): Promise<Action | undefined> {
  const wanted =
    'actionId' in ref
      ? eq(actions.id, ref.actionId)
      : and(eq(actions.commandId, ref.commandId), eq(actions.hostId, ref.hostId));
  const [row] = await db.select().from(actions).where(wanted);
  return row && actionOf(row);
}

/** An answer belongs to one claim: what was interrupted may have been taken up again since. */
export async function recordAnswer(db: Database, { id, claimedAtMs }: Action, answer: CommandAnswer): Promise<void> {
  if (claimedAtMs === undefined) return;
  const isWaiting = inArray(actions.state, ['sending', 'sent']);
  await db
    .update(actions)
    .set({ answer })
    .where(and(eq(actions.id, id), eq(actions.claimedAtMs, claimedAtMs), isWaiting));
}
