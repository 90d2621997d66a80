import { withTransaction } from '@shop/kit';
import type { ClientBase, Pool } from 'pg';
import type { OpenSession } from './open-session.ts';
import { addRefreshToken, refreshTokenHash } from './refresh-token.ts';

export type Refreshed =
  | { readonly kind: 'refreshed'; readonly session: OpenSession }
  | { readonly kind: 'refused' | 'reused' };

interface TokenRow {
  readonly user_id: string;
  readonly session_id: string;
  readonly used: boolean;
  readonly open: boolean;
}

/**
 * Exchanges a refresh token for the next one. A token that was used before is in two hands, and nobody can tell which
 * is the owner's: the whole session ends.
 */
export const refreshSession = (pool: Pool, token: string): Promise<Refreshed> =>
  withTransaction(pool, async (client) => {
    const found = await lockToken(client, refreshTokenHash(token));
    if (!found?.open) return { kind: 'refused' };
    if (found.used) {
      await client.query('update sessions set revoked_at = now() where id = $1', [found.session_id]);
      return { kind: 'reused' };
    }
    await client.query('update refresh_tokens set used_at = now() where token_hash = $1', [refreshTokenHash(token)]);
    const refreshToken = await addRefreshToken(client, found.session_id);
    return { kind: 'refreshed', session: { userId: found.user_id, sessionId: found.session_id, refreshToken } };
  });

/** Locks token and session, so that the same token presented twice at once is seen as used by the second. */
async function lockToken(client: ClientBase, tokenHash: string): Promise<TokenRow | undefined> {
  const { rows } = await client.query<TokenRow>(
    `select s.user_id, s.id as session_id, t.used_at is not null as used,
            s.revoked_at is null and s.expires_at > now() as open
       from refresh_tokens t join sessions s on s.id = t.session_id
      where t.token_hash = $1 for update`,
    [tokenHash],
  );
  return rows[0];
}
