import { control, knowledgePool, leases, migrate, outbox, timeline } from '@ares/db';
import { startPostgres } from '@ares/db/testing';
import type { KnowledgeUnderTest } from '@ares/simulator/testing';
import { asc, eq, sql } from 'drizzle-orm';
import type { Pool } from 'pg';
import { databaseOn } from '../database.ts';
import { postgresKnowledge } from '../postgres-knowledge.ts';
import { eventOf } from '../rows.ts';

export interface PostgresStage {
  readonly url: string;
  readonly pool: Pool;
  readonly under: KnowledgeUnderTest;
  stop(): Promise<void>;
}

/** A migrated knowledge store on a server of its own. */
export async function openPostgresStage(): Promise<PostgresStage> {
  const server = await startPostgres();
  const pool = knowledgePool(server.url);
  await migrate(pool);
  const db = databaseOn(pool);
  const under: KnowledgeUnderTest = {
    knowledge: postgresKnowledge(pool),
    setKillSwitch: async (on) => void (await db.update(control).set({ killSwitchOn: on })),
    expireLeases: async () => void (await db.update(leases).set({ expiresAt: sql`now() - interval '1 second'` })),
    async timeline(incidentId) {
      const told = await db
        .select()
        .from(timeline)
        .where(eq(timeline.incidentId, incidentId))
        .orderBy(asc(timeline.id));
      return told.map(eventOf);
    },
    async outbox() {
      const messages = await db.select().from(outbox).orderBy(asc(outbox.atMs));
      return messages.map(({ id, kind, words, atMs }) => ({ id, kind, words, atMs }));
    },
  };
  const stop = async (): Promise<void> => {
    await pool.end();
    await server.stop();
  };
  return { url: server.url, pool, under, stop };
}
