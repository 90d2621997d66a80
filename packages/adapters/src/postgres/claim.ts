import { type Action, AresError, type ClaimResult, type EpochMs } from '@ares/core';
import { actions } from '@ares/db';
import { and, eq } from 'drizzle-orm';
import { writeTimeline } from './commit.ts';
import type { Database } from './database.ts';
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
    const { id, shard, epoch, incidentId, kind, containerName } = action;
    const newest = (await lockedLease(tx, shard))?.epoch;
    const [stored] = await tx.select().from(actions).where(eq(actions.id, id)).for('update');
    if (stored?.commandId === commandId) return;
    if (newest !== epoch) throw fenced(shard, epoch, newest);
    const sent = await tx
      .update(actions)
      .set({ state: 'sent', commandId, sentAtMs: nowMs })
      .where(and(eq(actions.id, id), eq(actions.state, 'sending')))
      .returning({ id: actions.id });
    if (sent.length === 0) throw new AresError('FENCED', `action ${id} is ${stored?.state ?? 'unknown'} by now`);
    const words = `${kind} ${containerName} sent`;
    await writeTimeline(tx, [{ incidentId, atMs: nowMs, kind: 'sent', words, data: { actionId: id, commandId } }]);
  });
