import type { KnowledgeStore } from '@ares/core';
import type { Pool } from 'pg';
import { commit, writeTimeline } from './commit.ts';
import { databaseOn } from './database.ts';
import { fence } from './fence.ts';
import { acquireLease, beginTick, releaseLease } from './lease.ts';
import { load } from './load.ts';
import { postgresHealStore } from './postgres-heal-store.ts';
import { ask } from './store-error.ts';
import { storeIntent } from './store-intent.ts';

/**
 * The knowledge store in PostgreSQL. Every transition is a conditional write under row locks, so that its promises
 * hold for any number of deciders.
 * @param pool of `knowledgePool`: its time limits are what keeps a lost server from stopping the loop
 */
export function postgresKnowledge(pool: Pool): KnowledgeStore {
  const db = databaseOn(pool);
  return {
    ...postgresHealStore(pool),
    acquireLease: (shard, holder, ttlMs) => ask('acquireLease', () => acquireLease(db, shard, holder, ttlMs)),
    releaseLease: (shard, holder) => ask('releaseLease', () => releaseLease(db, shard, holder)),
    beginTick: (lease, tickKey) => ask('beginTick', () => beginTick(db, lease, tickKey)),
    load: (shard, sinceMs) => ask('load', () => load(db, shard, sinceMs)),
    commit: (lease, changes) => ask('commit', () => commit(db, lease, changes)),
    storeIntent: (lease, action, budgets) => ask('storeIntent', () => storeIntent(db, lease, action, budgets)),
    tell: (lease, events) =>
      ask('tell', () =>
        db.transaction(async (tx) => {
          await fence(tx, lease);
          await writeTimeline(tx, events);
        }),
      ),
  };
}
