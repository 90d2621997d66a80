import type { HostSignal } from '@ares/core';
import { signals } from '@ares/db';
import { lte, sql } from 'drizzle-orm';
import type { Pool } from 'pg';
import { databaseOn } from './database.ts';
import { ask } from './store-error.ts';

/** What others say of hosts. */
export interface Signals {
  /** Keeps the newest of each name, in whatever order they come. */
  record(heard: readonly HostSignal[]): Promise<void>;
}

export function postgresSignals(pool: Pool): Signals {
  const db = databaseOn(pool);
  return {
    record: (heard) =>
      ask('signals', async () => {
        const newest = new Map(
          heard.toSorted((a, b) => a.atMs - b.atMs).map((signal) => [`${signal.hostId} ${signal.name}`, signal]),
        );
        if (newest.size === 0) return;
        await db
          .insert(signals)
          .values([...newest.values()])
          .onConflictDoUpdate({
            target: [signals.hostId, signals.name],
            set: { value: sql`excluded.value`, words: sql`excluded.words`, atMs: sql`excluded.at_ms` },
            setWhere: lte(signals.atMs, sql`excluded.at_ms`),
          });
      }),
  };
}
