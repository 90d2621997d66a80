import { drizzle, type NodePgDatabase } from 'drizzle-orm/node-postgres';
import type { Pool } from 'pg';

export type Database = NodePgDatabase;

/** Typed queries over a pool; columns are snake_case there and camelCase here. */
export const database = (pool: Pool): Database => drizzle(pool, { casing: 'snake_case' });
