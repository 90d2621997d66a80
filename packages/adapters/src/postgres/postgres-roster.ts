import type { Lease } from '@ares/core';
import { actions, hosts, incidents, leases, serviceMemory, ticks } from '@ares/db';
import { and, asc, eq, gt, inArray, ne, notInArray, sql } from 'drizzle-orm';
import type { Pool } from 'pg';
import { type Database, databaseOn, type Transaction } from './database.ts';
import { fence } from './fence.ts';
import { ask } from './store-error.ts';
import { tickAgesMs } from './tick-ages.ts';

export interface RosterEntry {
  readonly hostId: string;
  /** Private address */
  readonly address: string;
}

/** Which hosts are of which shard. */
export interface Roster {
  /**
   * Makes these the hosts of the lease's shard. What is known of one that was another shard's comes along; that
   * shard's decider is fenced, since it might still be deciding for it.
   * @throws AresError FENCED when a newer lease exists
   */
  adopt(lease: Lease, entries: readonly RosterEntry[]): Promise<void>;
  hosts(shard: string): Promise<readonly RosterEntry[]>;
  shardOf(hostId: string): Promise<string | undefined>;
  /** Those that anybody decided for within the last hour. */
  shards(): Promise<readonly string[]>;
  /** By shard, how long ago its last tick began; one that never had any is missing. */
  tickAgesMs(shards: readonly string[]): Promise<ReadonlyMap<string, number>>;
}

export function postgresRoster(pool: Pool): Roster {
  const db = databaseOn(pool);
  return {
    adopt: (lease, entries) => ask('adopt', () => adopt(db, lease, entries)),
    hosts: (shard) =>
      ask('hosts', () =>
        db
          .select({ hostId: hosts.hostId, address: hosts.address })
          .from(hosts)
          .where(eq(hosts.shard, shard))
          .orderBy(asc(hosts.hostId)),
      ),
    shardOf: (hostId) =>
      ask('shardOf', async () => (await db.select().from(hosts).where(eq(hosts.hostId, hostId)))[0]?.shard),
    shards: () => ask('shards', () => shards(db)),
    tickAgesMs: (names) => ask('tickAges', () => tickAgesMs(db, names)),
  };
}

const adopt = (db: Database, lease: Lease, entries: readonly RosterEntry[]): Promise<void> =>
  db.transaction(async (tx) => {
    await fence(tx, lease);
    const { shard } = lease;
    const ids = entries.map(({ hostId }) => hostId);
    await tx
      .delete(hosts)
      .where(and(eq(hosts.shard, shard), ids.length > 0 ? notInArray(hosts.hostId, ids) : undefined));
    if (ids.length === 0) return;
    const elsewhere = and(inArray(hosts.hostId, ids), ne(hosts.shard, shard));
    const moving = await tx.select().from(hosts).where(elsewhere).orderBy(asc(hosts.hostId)).for('update');
    if (moving.length > 0) await takeOver(tx, shard, moving);
    await tx
      .insert(hosts)
      .values(entries.map((entry) => ({ ...entry, shard })))
      .onConflictDoUpdate({ target: hosts.hostId, set: { shard, address: sql`excluded.address` } });
  });

async function takeOver(tx: Transaction, shard: string, moving: readonly (typeof hosts.$inferSelect)[]): Promise<void> {
  const ids = moving.map(({ hostId }) => hostId);
  const former = [...new Set(moving.map((host) => host.shard))].toSorted();
  const fenced = { epoch: sql`${leases.epoch} + 1`, holder: `handing over to ${shard}`, expiresAt: sql`now()` };
  await tx.update(leases).set(fenced).where(inArray(leases.shard, former));
  const isOpen = inArray(incidents.state, ['open', 'escalated']);
  await tx
    .update(incidents)
    .set({ shard })
    .where(and(inArray(incidents.hostId, ids), isOpen));
  await tx.update(actions).set({ shard }).where(inArray(actions.hostId, ids));
  const ofHosts = inArray(sql`split_part(${serviceMemory.serviceId}, '/', 1)`, ids);
  await tx.delete(serviceMemory).where(and(eq(serviceMemory.shard, shard), ofHosts));
  await tx
    .update(serviceMemory)
    .set({ shard })
    .where(and(inArray(serviceMemory.shard, former), ofHosts));
}

async function shards(db: Database): Promise<readonly string[]> {
  const isRecent = gt(ticks.begunAt, sql`now() - interval '1 hour'`);
  const rows = await db.selectDistinct({ shard: ticks.shard }).from(ticks).where(isRecent).orderBy(asc(ticks.shard));
  return rows.map(({ shard }) => shard);
}
