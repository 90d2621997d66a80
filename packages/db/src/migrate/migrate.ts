import { drizzle } from 'drizzle-orm/node-postgres';
import { migrate as run } from 'drizzle-orm/node-postgres/migrator';
import pg from 'pg';
import { assertUsable, knownVersion, migrationsFolder, type StoredSchema, storedSchema } from './schema-version.ts';

/** Any number that nothing else in the database locks. */
const MIGRATION_LOCK = 4_283_746_101;
const WAIT_MS = 120_000;

/**
 * Brings the knowledge store to this code's schema, once, however many processes start together. Writes nothing where
 * it is there already, or further in a way that this code can use.
 * @throws SchemaNewerError when a newer ARES has changed what this one knows
 */
export async function migrate(pool: pg.Pool): Promise<void> {
  const known = knownVersion();
  if (isCurrent(await storedSchema(pool), known)) return;
  // A connection of its own: a migration may take longer than the loop's queries, and the lock ends with it.
  const waits = { statement_timeout: WAIT_MS, lock_timeout: WAIT_MS, query_timeout: WAIT_MS };
  const client = new pg.Client({ ...pool.options, ...waits });
  await client.connect();
  try {
    await client.query('select pg_advisory_lock($1)', [MIGRATION_LOCK]);
    if (isCurrent(await storedSchema(client), known)) return;
    await run(drizzle(client), { migrationsFolder, migrationsSchema: 'ares', migrationsTable: 'schema_version' });
  } finally {
    await client.end();
  }
}

function isCurrent(found: StoredSchema, known: number): boolean {
  assertUsable(found, known);
  return found.version >= known;
}
