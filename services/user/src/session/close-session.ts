import type { Pool } from 'pg';
import { refreshTokenHash } from './refresh-token.ts';

/** Ends the session that a refresh token belongs to, if there is one. */
export async function closeSession(pool: Pool, refreshToken: string): Promise<void> {
  await pool.query(
    `update sessions set revoked_at = now()
      where revoked_at is null and id = (select session_id from refresh_tokens where token_hash = $1)`,
    [refreshTokenHash(refreshToken)],
  );
}
