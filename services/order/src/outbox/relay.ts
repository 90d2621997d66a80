import type { Database } from '@shop/kit';
import { inArray, isNull, sql } from 'drizzle-orm';
import { outbox } from '../db/outbox.ts';

export type OutboxEvent = typeof outbox.$inferSelect;

/** Publishes in the given order; resolves when the broker has taken all of them. */
export type Publish = (events: readonly OutboxEvent[]) => Promise<void>;

const batchMax = 100;
const keptDays = 7;

/** Any constant will do, as long as nothing else in this database locks by it. */
const relayLock = 724_001;

/**
 * Publishes what is waiting. One relay works at a time, whatever the number of replicas, so that an order's
 * events keep their order. What was published and not yet marked when a relay dies is published again.
 * @returns whether more is waiting
 */
export function relayBatch(db: Database, publish: Publish): Promise<boolean> {
  return db.transaction(async (tx) => {
    const lock = await tx.execute<{ got: boolean }>(sql`select pg_try_advisory_xact_lock(${relayLock}) as got`);
    if (!lock.rows[0]?.got) return false;
    const events = await tx.select().from(outbox).where(isNull(outbox.publishedAt)).orderBy(outbox.id).limit(batchMax);
    if (events.length === 0) return false;
    await publish(events);
    const ids = events.map((event) => event.id);
    await tx.update(outbox).set({ publishedAt: sql`now()` }).where(inArray(outbox.id, ids));
    return events.length === batchMax;
  });
}

/** Drops published events that nobody will ask for any more. */
export async function purgePublished(db: Database): Promise<void> {
  await db.delete(outbox).where(sql`${outbox.publishedAt} < now() - ${keptDays} * interval '1 day'`);
}
