import type { KnowledgeStore } from '@ares/core';
import type { Pool } from 'pg';
import { claim, recordCommand, recordRefusal } from './claim.ts';
import { commit, writeTimeline } from './commit.ts';
import { databaseOn } from './database.ts';
import { fence } from './fence.ts';
import { acquireLease, beginTick } from './lease.ts';
import { load } from './load.ts';
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
    acquireLease: (shard, holder, ttlMs) => ask('acquireLease', () => acquireLease(db, shard, holder, ttlMs)),
    beginTick: (lease, tickKey) => ask('beginTick', () => beginTick(db, lease, tickKey)),
    load: (shard, sinceMs) => ask('load', () => load(db, shard, sinceMs)),
    commit: (lease, changes) => ask('commit', () => commit(db, lease, changes)),
    storeIntent: (lease, action, budgets) => ask('storeIntent', () => storeIntent(db, lease, action, budgets)),
    claim: (actionId, nowMs) => ask('claim', () => claim(db, actionId, nowMs)),
    tell: (lease, events) =>
      ask('tell', () =>
        db.transaction(async (tx) => {
          await fence(tx, lease);
          await writeTimeline(tx, events);
        }),
      ),
    recordCommand: (action, commandId, nowMs) =>
      ask('recordCommand', () => recordCommand(db, action, commandId, nowMs)),
    recordRefusal: (action, reason, nowMs) => ask('recordRefusal', () => recordRefusal(db, action, reason, nowMs)),
  };
}
