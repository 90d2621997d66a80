import { type Action, AresError, type ClaimResult, type EpochMs } from '@ares/core';
import { actions } from '@ares/db';
import { and, eq } from 'drizzle-orm';
import { writeTimeline } from './commit.ts';
import type { Database, Transaction } from './database.ts';
import { fenced, lockedKillSwitch, lockedLease } from './fence.ts';
import { actionOf } from './rows.ts';

/** `intended` → `sending`; of any number of callers one gets it. */
export const claim = (db: Database, actionId: string, nowMs: EpochMs): Promise<ClaimResult> =>
  db.transaction(async (tx) => {
    const [row] = await tx.select().from(actions).where(eq(actions.id, actionId)).for('update');
    if (row?.state !== 'intended') return { claimed: false, reason: 'not-intended' };
    if ((await lockedKillSwitch(tx)).on) return { claimed: false, reason: 'kill-switch' };
    if (nowMs > row.expiresAtMs) return { claimed: false, reason: 'expired' };
    if ((await lockedLease(tx, row.shard))?.epoch !== row.epoch) return { claimed: false, reason: 'stale-epoch' };
    const sending = { state: 'sending', claimedAtMs: nowMs } as const;
    await tx.update(actions).set(sending).where(eq(actions.id, actionId));
    return { claimed: true, action: { ...actionOf(row), ...sending } };
  });

/** `sending` → `sent`. The same command twice is recorded and told once. */
export const recordCommand = (db: Database, action: Action, commandId: string, nowMs: EpochMs): Promise<void> =>
  db.transaction(async (tx) => {
    const { id, incidentId, kind, containerName } = action;
    if ((await endSending(tx, action, { state: 'sent', commandId, sentAtMs: nowMs })) === 'recorded') return;
    const words = `${kind} ${containerName} sent`;
    await writeTimeline(tx, [{ incidentId, atMs: nowMs, kind: 'sent', words, data: { actionId: id, commandId } }]);
  });

/** `sending` → `finished` as refused, so that its target is free again. */
export const recordRefusal = (db: Database, action: Action, reason: string, nowMs: EpochMs): Promise<void> =>
  db.transaction(async (tx) => {
    const { id, incidentId, kind, containerName } = action;
    await endSending(tx, action, { state: 'finished', outcome: 'refused', outcomeReason: reason, finishedAtMs: nowMs });
    const words = `${kind} ${containerName} refused: ${reason}`;
    await writeTimeline(tx, [{ incidentId, atMs: nowMs, kind: 'result', words, data: { actionId: id, reason } }]);
  });

/** `sending` → `intended`, for whoever claims it next. */
export async function giveBack(db: Database, { id, claimedAtMs }: Action): Promise<void> {
  if (claimedAtMs === undefined) return;
  const isMine = and(eq(actions.id, id), eq(actions.state, 'sending'), eq(actions.claimedAtMs, claimedAtMs));
  await db.update(actions).set({ state: 'intended', claimedAtMs: null }).where(isMine);
}

type End = Partial<typeof actions.$inferInsert>;

/** @throws AresError FENCED if its decider was replaced, or if it is not being sent any more */
async function endSending(tx: Transaction, { id, shard, epoch }: Action, end: End): Promise<'moved' | 'recorded'> {
  const newest = (await lockedLease(tx, shard))?.epoch;
  const [stored] = await tx.select().from(actions).where(eq(actions.id, id)).for('update');
  if (end.commandId && stored?.commandId === end.commandId) return 'recorded';
  if (newest !== epoch) throw fenced(shard, epoch, newest);
  const isSending = and(eq(actions.id, id), eq(actions.state, 'sending'));
  const moved = await tx.update(actions).set(end).where(isSending).returning({ id: actions.id });
  if (moved.length === 0) throw new AresError('FENCED', `action ${id} is ${stored?.state ?? 'unknown'} by now`);
  return 'moved';
}
