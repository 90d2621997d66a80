import type { MiddlewareHandler } from 'hono';
import { type Claims, type JwtVerifier, unauthorized } from './jwt-verifier.ts';

export interface UserEnv {
  Variables: { user: Claims };
}

const bearer = /^Bearer ([\w-]+\.[\w-]+\.[\w-]+)$/i;

/** The token of an `Authorization: Bearer` header, or undefined. */
export const bearerToken = (authorization: string | undefined): string | undefined =>
  authorization === undefined ? undefined : bearer.exec(authorization)?.[1];

/** Answers 401 unless the request carries a valid access token; its claims are `c.var.user`. */
export const requireUser =
  (verify: JwtVerifier): MiddlewareHandler<UserEnv> =>
  async (c, next) => {
    const token = bearerToken(c.req.header('authorization'));
    if (!token) throw unauthorized('An access token is required.');
    c.set('user', await verify(token));
    await next();
  };
