import { withTransaction } from '@shop/kit';
import type { Pool } from 'pg';
import { addRefreshToken } from './refresh-token.ts';

export interface OpenSession {
  readonly userId: string;
  readonly sessionId: string;
  readonly refreshToken: string;
}

/** After that one has to sign in again, however often the session was refreshed. */
const sessionDays = 30;

export const openSession = (pool: Pool, userId: string): Promise<OpenSession> =>
  withTransaction(pool, async (client) => {
    const { rows } = await client.query<{ id: string }>(
      'insert into sessions (user_id, expires_at) values ($1, now() + make_interval(days => $2)) returning id',
      [userId, sessionDays],
    );
    const sessionId = rows[0]?.id as string;
    return { userId, sessionId, refreshToken: await addRefreshToken(client, sessionId) };
  });
