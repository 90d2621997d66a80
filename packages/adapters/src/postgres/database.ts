import { DrizzleQueryError } from 'drizzle-orm';
import { drizzle, type NodePgDatabase } from 'drizzle-orm/node-postgres';
import { DatabaseError, type Pool } from 'pg';

export type Database = NodePgDatabase;
export type Transaction = Parameters<Parameters<Database['transaction']>[0]>[0];

const options = { casing: 'snake_case' } as const;

/**
 * Row 14: after a failover the old connections are silent or cut. One that a transaction broke on is thrown away, and
 * comes back to the pool in any case: drizzle's own transaction keeps it for ever where its `begin` fails.
 */
export function databaseOn(pool: Pool): Database {
  const transaction: Database['transaction'] = async (work, config) => {
    const client = await pool.connect();
    let isBroken = false;
    try {
      return await drizzle(client, options).transaction(work, config);
    } catch (error) {
      isBroken = !cameFromServer(error);
      throw error;
    } finally {
      client.release(isBroken);
    }
  };
  return Object.assign(drizzle(pool, options), { transaction });
}

/** What the server answered, or what the work itself threw: the connection is sound. */
const cameFromServer = (error: unknown): boolean =>
  !(error instanceof DrizzleQueryError) || error.cause instanceof DatabaseError;
