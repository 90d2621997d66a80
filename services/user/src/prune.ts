import type { Pool } from 'pg';

/** Deletes what has no more use. A session is kept a while after its end, so that late reuse is still seen. */
export async function prune(pool: Pool): Promise<void> {
  await pool.query("delete from sessions where expires_at < now() - interval '7 days'");
  await pool.query("delete from login_attempts where last_at < now() - interval '2 days'");
}
