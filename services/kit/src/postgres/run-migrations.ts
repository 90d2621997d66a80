import { setTimeout as sleep } from 'node:timers/promises';
import type { ClientBase, Pool, PoolClient } from 'pg';
import type { Logger } from 'pino';
import { isUnavailable } from '../http/unavailable.ts';
import { applyMigrations } from './apply-migrations.ts';

export interface MigrationOptions {
  /** Runs after the migrations, in the same transaction; must be safe to run on every start. */
  readonly seed?: (client: ClientBase) => Promise<void>;
  readonly logger?: Logger;
}

const retryMsMax = 1_000;

/**
 * Brings the database to this version's schema. Safe however many replicas start: an advisory lock lets one work and
 * the others find it done. Waits as long as the database starts; any other failure is thrown.
 * @param folder drizzle-kit's output: `.sql` files and `meta/_journal.json`
 * @param lockName the same for all replicas of a service
 */
export async function runMigrations(pool: Pool, folder: string, lockName: string, options: MigrationOptions = {}) {
  const client = await connectPatiently(pool, options.logger);
  try {
    const applied = await migrateLocked(client, folder, lockName, options);
    options.logger?.info({ applied }, 'migrations.done');
  } finally {
    // Its session settings differ from the pool's: never give it back.
    client.release(true);
  }
}

async function migrateLocked(client: ClientBase, folder: string, lockName: string, { seed }: MigrationOptions) {
  await client.query('set statement_timeout = 0');
  await client.query('begin');
  // Held to the end of the transaction, so that a crash between steps frees it.
  await client.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [lockName]);
  const applied = await applyMigrations(client, folder);
  await seed?.(client);
  await client.query('commit');
  return applied;
}

async function connectPatiently(pool: Pool, logger: Logger | undefined): Promise<PoolClient> {
  for (let delayMs = 50; ; delayMs = Math.min(delayMs * 2, retryMsMax)) {
    try {
      return await pool.connect();
    } catch (err) {
      if (!isUnavailable(err)) throw err;
      logger?.warn({ reason: (err as Error).message, retryInMs: delayMs }, 'migrations.waiting-for-database');
      await sleep(delayMs);
    }
  }
}
