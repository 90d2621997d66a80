import { join } from 'node:path';
import { readMigrationFiles } from 'drizzle-orm/migrator';
import type { ClientBase, Pool } from 'pg';

/** In a bundle the migrations are elsewhere than in the sources. */
export const migrationsFolder = process.env.ARES_MIGRATIONS ?? join(import.meta.dirname, '../../migrations');

/** How many migrations this code knows, also where they do not lie beside it. */
export const SCHEMA_VERSION = 3;

/** How many migrations this code has. */
export const knownVersion = (): number => readMigrationFiles({ migrationsFolder }).length;

/** How many migrations the store has; 0 for an empty one. Reads only, so that it works on a full or read-only store. */
export async function storedVersion(db: Pool | ClientBase): Promise<number> {
  const table = await db.query<{ found: boolean }>(`select to_regclass('ares.schema_version') is not null as found`);
  if (!table.rows[0]?.found) return 0;
  const count = await db.query<{ n: number }>('select count(*)::int as n from ares.schema_version');
  return count.rows[0]?.n ?? 0;
}
