import type { Pool } from 'pg';

/** Readiness check of a database. */
export const pingPostgres = (pool: Pool) => async (): Promise<void> => {
  await pool.query('select 1');
};
