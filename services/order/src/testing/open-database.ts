import { fileURLToPath } from 'node:url';
import {
  createLogger,
  type Database,
  database,
  loadConfig,
  postgresConfig,
  postgresPool,
  runMigrations,
} from '@shop/kit';
import { startPostgres } from '@shop/kit/testing';
import type { Pool } from 'pg';
import { z } from 'zod';

const migrations = fileURLToPath(new URL('../migrations', import.meta.url));

export interface OpenDatabase {
  readonly db: Database;
  readonly pool: Pool;
  stop(): Promise<void>;
}

/** The order service's tables on a real PostgreSQL, without the service. */
export async function openDatabase(): Promise<OpenDatabase> {
  const postgres = await startPostgres();
  const config = loadConfig(z.object(postgresConfig), { DATABASE_URL: postgres.urlFor('shop_order') });
  const pool = postgresPool(config, createLogger({ SERVICE_NAME: 'order', LOG_LEVEL: 'silent' }));
  await runMigrations(pool, migrations, 'order');
  const stop = async () => {
    await pool.end();
    await postgres.stop();
  };
  return { db: database(pool), pool, stop };
}
