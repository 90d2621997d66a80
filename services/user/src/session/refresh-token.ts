import { createHash, randomBytes } from 'node:crypto';
import type { ClientBase } from 'pg';

/** 256 random bits need no slow hash: they cannot be guessed. */
export const refreshTokenHash = (token: string): string => createHash('sha256').update(token).digest('base64url');

/** Adds a token to a session. @returns the token, which is stored nowhere */
export async function addRefreshToken(client: ClientBase, sessionId: string): Promise<string> {
  const token = randomBytes(32).toString('base64url');
  await client.query('insert into refresh_tokens (token_hash, session_id) values ($1, $2)', [
    refreshTokenHash(token),
    sessionId,
  ]);
  return token;
}
