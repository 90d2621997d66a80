import { drizzle } from 'drizzle-orm/node-postgres';
import { migrate as run } from 'drizzle-orm/node-postgres/migrator';
import pg from 'pg';
import { SchemaNewerError } from './schema-newer-error.ts';
import { knownVersion, migrationsFolder, storedVersion } from './schema-version.ts';

/** Any number that nothing else in the database locks. */
const MIGRATION_LOCK = 4_283_746_101;
const WAIT_MS = 120_000;

/**
 * Brings the knowledge store to this code's schema, once, however many processes start together. Writes nothing where
 * it is there already.
 * @throws SchemaNewerError when a newer ARES has migrated it
 */
export async function migrate(pool: pg.Pool): Promise<void> {
  const known = knownVersion();
  if (isCurrent(await storedVersion(pool), known)) return;
  // A connection of its own: a migration may take longer than the loop's queries, and the lock ends with it.
  const waits = { statement_timeout: WAIT_MS, lock_timeout: WAIT_MS, query_timeout: WAIT_MS };
  const client = new pg.Client({ ...pool.options, ...waits });
  await client.connect();
  try {
    await client.query('select pg_advisory_lock($1)', [MIGRATION_LOCK]);
    if (isCurrent(await storedVersion(client), known)) return;
    await run(drizzle(client), { migrationsFolder, migrationsSchema: 'ares', migrationsTable: 'schema_version' });
  } finally {
    await client.end();
  }
}

function isCurrent(found: number, known: number): boolean {
  if (found > known) throw new SchemaNewerError(found, known);
  return found === known;
}
