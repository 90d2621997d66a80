import { join } from 'node:path';
import { readMigrationFiles } from 'drizzle-orm/migrator';
import type { ClientBase, Pool } from 'pg';
import { SchemaNewerError } from './schema-newer-error.ts';

/** In a bundle the migrations are elsewhere than in the sources. */
export const migrationsFolder = process.env.ARES_MIGRATIONS ?? join(import.meta.dirname, '../../migrations');

/** How many migrations this code knows, also where they do not lie beside it. */
export const SCHEMA_VERSION = 4;

/** How many migrations this code has. */
export const knownVersion = (): number => readMigrationFiles({ migrationsFolder }).length;

export interface StoredSchema {
  /** How many migrations the store has; 0 for an empty one */
  readonly version: number;
  /** The lowest version that code has to know to use it: each migration declares it as the default of its own row */
  readonly compatibleFrom: number;
}

/** What the store has. Reads only, so that it works on a full or read-only store. */
export async function storedSchema(db: Pool | ClientBase): Promise<StoredSchema> {
  const table = await db.query<{ found: boolean }>(`select to_regclass('ares.schema_version') is not null as found`);
  if (!table.rows[0]?.found) return { version: 0, compatibleFrom: 0 };
  // As JSON, because a store from before the fourth migration has no such column.
  const declared = `max((to_jsonb(done) ->> 'compatible_from')::int)`;
  const { rows } = await db.query<StoredSchema>(
    `select count(*)::int as version, coalesce(${declared}, count(*)::int) as "compatibleFrom" from ares.schema_version done`,
  );
  const [found] = rows;
  if (found === undefined) throw new Error('a count has no row');
  return found;
}

/**
 * Older code may use a newer store as long as the migrations between them only added to it.
 * @throws SchemaNewerError (row 52) when one of them changed what that code knows
 */
export function assertUsable({ version, compatibleFrom }: StoredSchema, known: number): void {
  if (compatibleFrom > known) throw new SchemaNewerError(version, known);
}
