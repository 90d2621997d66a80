import type { EpochMs } from '@ares/core';
import { actions, incidents, outbox, serviceMemory, signals, timeline } from '@ares/db';
import { and, asc, eq, gte, inArray, lt, ne, notExists, or, sql } from 'drizzle-orm';
import type { Pool } from 'pg';
import { type Database, databaseOn, type Transaction } from './database.ts';
import { ask } from './store-error.ts';

const DAY_MS = 86_400_000;

/** How long a story is kept after its end; far above every window that a guard looks back over (7 days at most). */
export const KEPT_MS = 90 * DAY_MS;

/** Small, so that no lock is held for longer than a tick notices; bounded, so that a clock gone mad costs little. */
const INCIDENTS_A_BATCH = 20;
const BATCHES_MAX = 50;

/** How many of each were removed. */
export interface Pruned {
  readonly incidents: number;
  readonly services: number;
  readonly messages: number;
  readonly signals: number;
}

export interface Retention {
  /**
   * Removes what is older than `KEPT_MS`: closed incidents with their stories, delivered messages, services that were
   * not seen since, what others said of hosts. Never what is open, unfinished or still referred to, nor what people decided.
   * @throws AresError STORE_UNAVAILABLE
   */
  prune(nowMs: EpochMs): Promise<Pruned>;
}

export function postgresRetention(pool: Pool): Retention {
  const db = databaseOn(pool);
  return { prune: (nowMs) => ask('prune', () => prune(db, nowMs - KEPT_MS)) };
}

async function prune(db: Database, beforeMs: EpochMs): Promise<Pruned> {
  let removed = 0;
  for (let batch = 0; batch < BATCHES_MAX; batch += 1) {
    const n = await db.transaction((tx) => pruneStories(tx, beforeMs));
    removed += n;
    if (n < INCIDENTS_A_BATCH) break;
  }
  return {
    incidents: removed,
    services: await pruneServices(db, beforeMs),
    messages: await pruneOutbox(db, beforeMs),
    signals: await pruneSignals(db, beforeMs),
  };
}

/** What another transaction holds is skipped: it is there the next time. */
async function pruneStories(tx: Transaction, beforeMs: EpochMs): Promise<number> {
  const isBusy = and(
    eq(actions.incidentId, incidents.id),
    or(ne(actions.state, 'finished'), gte(actions.finishedAtMs, beforeMs)),
  );
  const scaledFor = sql`${serviceMemory.memory} -> 'scaled' ->> 'incidentId' = ${incidents.id}`;
  const found = await tx
    .select({ id: incidents.id })
    .from(incidents)
    .where(
      and(
        // The index is by this; an incident is detected before it is closed.
        lt(incidents.detectedAtMs, beforeMs),
        lt(incidents.closedAtMs, beforeMs),
        sql`${incidents.state} not in ('open', 'escalated')`,
        notExists(tx.select().from(actions).where(isBusy)),
        notExists(tx.select().from(serviceMemory).where(scaledFor)),
      ),
    )
    .orderBy(asc(incidents.detectedAtMs), asc(incidents.id))
    .limit(INCIDENTS_A_BATCH)
    .for('update', { skipLocked: true });
  const ids = found.map(({ id }) => id);
  if (ids.length === 0) return 0;
  await tx.delete(timeline).where(inArray(timeline.incidentId, ids));
  await tx.delete(actions).where(inArray(actions.incidentId, ids));
  await tx.delete(incidents).where(inArray(incidents.id, ids));
  return ids.length;
}

async function pruneServices(db: Database, beforeMs: EpochMs): Promise<number> {
  const isOpen = and(
    eq(incidents.shard, serviceMemory.shard),
    eq(incidents.serviceId, serviceMemory.serviceId),
    inArray(incidents.state, ['open', 'escalated']),
  );
  const lastSeen = sql`(${serviceMemory.memory} ->> 'lastSeenAtMs')::double precision`;
  const gone = await db
    .delete(serviceMemory)
    .where(and(sql`${lastSeen} < ${beforeMs}`, notExists(db.select().from(incidents).where(isOpen))))
    .returning({ id: serviceMemory.serviceId });
  return gone.length;
}

async function pruneOutbox(db: Database, beforeMs: EpochMs): Promise<number> {
  const delivered = lt(outbox.deliveredAt, new Date(beforeMs));
  return (await db.delete(outbox).where(delivered).returning({ id: outbox.id })).length;
}

async function pruneSignals(db: Database, beforeMs: EpochMs): Promise<number> {
  return (await db.delete(signals).where(lt(signals.atMs, beforeMs)).returning({ name: signals.name })).length;
}
