import { drizzle, type NodePgDatabase } from 'drizzle-orm/node-postgres';
import type { Pool } from 'pg';

export type Database = NodePgDatabase;

export const database = (pool: Pool): Database => drizzle(pool, { casing: 'snake_case' });
