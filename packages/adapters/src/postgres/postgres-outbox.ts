import type { OutboxMessage } from '@ares/core';
import { outbox } from '@ares/db';
import { and, asc, inArray, isNull, sql } from 'drizzle-orm';
import type { Pool } from 'pg';
import { databaseOn } from './database.ts';
import { present } from './present.ts';
import { ask } from './store-error.ts';

/** What people have to be told and have not been yet. */
export interface Outbox {
  /** Oldest first. */
  pending(limit: number): Promise<readonly OutboxMessage[]>;
  /** Only what somebody else has surely taken over. */
  delivered(ids: readonly string[]): Promise<void>;
}

export function postgresOutbox(pool: Pool): Outbox {
  const db = databaseOn(pool);
  const waiting = isNull(outbox.deliveredAt);
  return {
    pending: (limit) =>
      ask('pending', async () => {
        const rows = await db
          .select()
          .from(outbox)
          .where(waiting)
          .orderBy(asc(outbox.atMs), asc(outbox.id))
          .limit(limit);
        return rows.map(({ deliveredAt: _, ...row }) => present(row));
      }),
    delivered: (ids) =>
      ask('delivered', async () => {
        if (ids.length === 0) return;
        const told = and(waiting, inArray(outbox.id, [...ids]));
        await db.update(outbox).set({ deliveredAt: sql`now()` }).where(told);
      }),
  };
}
