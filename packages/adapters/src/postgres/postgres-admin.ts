import type { KillSwitch, KnowledgeAdmin } from '@ares/core';
import { audit, control } from '@ares/db';
import { sql } from 'drizzle-orm';
import type { Pool } from 'pg';
import { type Database, databaseOn } from './database.ts';
import { killSwitchOf } from './rows.ts';
import { sendTest } from './send-test.ts';
import { ask } from './store-error.ts';

/** What people decide, each with its audit entry in the same transaction. */
export function postgresAdmin(pool: Pool): KnowledgeAdmin {
  const db = databaseOn(pool);
  return {
    setKillSwitch: (on, by, reason) => ask('setKillSwitch', () => setKillSwitch(db, on, by, reason)),
    sendTest: (by, reason) => ask('sendTest', () => sendTest(db, by, reason)),
  };
}

/** Waits for claims and intents that are being stored: once it returns there is no new one. */
const setKillSwitch = (db: Database, on: boolean, by: string, reason: string): Promise<KillSwitch> =>
  db.transaction(async (tx) => {
    const since = sql`case when ${control.killSwitchOn} = ${on} and ${control.since} is not null then ${control.since} else now() end`;
    const [row] = await tx.update(control).set({ killSwitchOn: on, by, reason, since }).returning();
    if (row === undefined) throw new Error('the kill switch has no row: the first migration made it');
    await tx.insert(audit).values({ by, what: on ? 'kill switch on' : 'kill switch off', reason });
    return killSwitchOf(row);
  });
