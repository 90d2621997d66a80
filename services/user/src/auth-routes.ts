import { type Database, type JwtVerifier, type Logger, requireUser, unauthorized, validate } from '@shop/kit';
import { Hono } from 'hono';
import type { Pool } from 'pg';
import { credentials, refreshRequest, registration } from './account/account-schemas.ts';
import { findAccount } from './account/find-account.ts';
import { register } from './account/register.ts';
import { accessTokenMs } from './keys/key-schedule.ts';
import { login } from './login/login.ts';
import { accessToken, type TokenIssuer } from './session/access-token.ts';
import { closeSession } from './session/close-session.ts';
import type { OpenSession } from './session/open-session.ts';
import { refreshSession } from './session/refresh-session.ts';

export interface AuthParts {
  readonly db: Database;
  readonly pool: Pool;
  readonly issuer: TokenIssuer;
  readonly verify: JwtVerifier;
  readonly logger: Logger;
}

export const authRoutes = (parts: AuthParts) =>
  new Hono()
    .use('/auth/*', (c, next) => {
      c.header('cache-control', 'no-store');
      return next();
    })
    .post('/auth/register', validate('json', registration), async (c) => {
      await register(parts.db, c.req.valid('json'));
      return c.json({ status: 'accepted' }, 202);
    })
    .post('/auth/login', validate('json', credentials), async (c) =>
      c.json(await tokens(parts.issuer, await login(parts.db, parts.pool, c.req.valid('json')))),
    )
    .post('/auth/refresh', validate('json', refreshRequest), async (c) =>
      c.json(await tokens(parts.issuer, await refreshed(parts, c.req.valid('json').refreshToken))),
    )
    .post('/auth/logout', validate('json', refreshRequest), async (c) => {
      await closeSession(parts.pool, c.req.valid('json').refreshToken);
      return c.body(null, 204);
    })
    .get('/auth/me', requireUser(parts.verify), async (c) => {
      const account = await findAccount(parts.db, c.var.user.sub);
      if (!account) throw unauthorized('The account of this access token is gone.');
      return c.json(account);
    })
    .get('/.well-known/jwks.json', (c) =>
      c.json(parts.issuer.ring.published(), 200, { 'cache-control': 'public, max-age=300' }),
    );

async function tokens(issuer: TokenIssuer, { userId, sessionId, refreshToken }: OpenSession) {
  const token = await accessToken(issuer, userId, sessionId);
  return { accessToken: token, tokenType: 'Bearer', expiresIn: accessTokenMs / 1000, refreshToken };
}

/** One answer for whatever is wrong with the token: a thief learns nothing, the owner signs in again. */
async function refreshed({ pool, logger }: AuthParts, token: string): Promise<OpenSession> {
  const outcome = await refreshSession(pool, token);
  if (outcome.kind === 'refreshed') return outcome.session;
  if (outcome.kind === 'reused') logger.warn({}, 'session.revoked-by-token-reuse');
  throw unauthorized('The refresh token is not valid. Sign in again.');
}
