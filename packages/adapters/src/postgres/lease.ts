import type { Lease } from '@ares/core';
import { leases, ticks } from '@ares/db';
import { and, eq, gt, lt, sql } from 'drizzle-orm';
import type { Pool } from 'pg';
import { type Database, databaseOn } from './database.ts';
import { fence } from './fence.ts';
import { ask } from './store-error.ts';

const GIVEN_BACK = sql`'-infinity'::timestamptz`;
const TICKS_KEPT = sql`now() - interval '1 day'`;

/**
 * Takes a free lease, renews one's own, and leaves another's alone as long as it lasts, in one statement and by the
 * database's clock. Epochs begin at the present second, so that they also grow over a store that was lost: hosts
 * remember the highest they saw. One that was given back is handed on with its epoch.
 */
export async function acquireLease(
  db: Database,
  shard: string,
  holder: string,
  ttlMs: number,
): Promise<Lease | undefined> {
  const own = sql`${leases.holder} = excluded.holder`;
  const same = sql`(${own} or ${leases.expiresAt} = ${GIVEN_BACK})`;
  const [taken] = await db
    .insert(leases)
    .values({
      shard,
      holder,
      epoch: sql`extract(epoch from now())::bigint`,
      expiresAt: sql`now() + ${ttlMs} * interval '1 millisecond'`,
    })
    .onConflictDoUpdate({
      target: leases.shard,
      set: {
        holder: sql`excluded.holder`,
        epoch: sql`case when ${same} then ${leases.epoch} else greatest(${leases.epoch} + 1, excluded.epoch) end`,
        expiresAt: sql`excluded.expires_at`,
      },
      setWhere: sql`${own} or ${leases.expiresAt} <= now()`,
    })
    .returning({ epoch: leases.epoch });
  return taken && { shard, holder, epoch: taken.epoch };
}

/** Only of a lease that still lasts: one that ran out may have had writes in it that were never sent back. */
export async function releaseLease(db: Database, shard: string, holder: string): Promise<void> {
  const own = and(eq(leases.shard, shard), eq(leases.holder, holder), gt(leases.expiresAt, sql`now()`));
  await db.update(leases).set({ expiresAt: GIVEN_BACK }).where(own);
}

export const beginTick = (db: Database, lease: Lease, key: string): Promise<boolean> =>
  db.transaction(async (tx) => {
    await fence(tx, lease);
    await tx.delete(ticks).where(and(eq(ticks.shard, lease.shard), lt(ticks.begunAt, TICKS_KEPT)));
    const begun = await tx.insert(ticks).values({ shard: lease.shard, key }).onConflictDoNothing().returning();
    return begun.length > 0;
  });

export interface Decider {
  readonly holder: string;
  /** About when it took over: that is what an epoch begins with. */
  readonly sinceMs: number;
}

/** Who decides for a shard, or did so last. */
export async function deciderOf(pool: Pool, shard: string): Promise<Decider | undefined> {
  const columns = { holder: leases.holder, epoch: leases.epoch };
  const [lease] = await ask('decider', () =>
    databaseOn(pool).select(columns).from(leases).where(eq(leases.shard, shard)),
  );
  return lease && { holder: lease.holder, sinceMs: lease.epoch * 1_000 };
}
