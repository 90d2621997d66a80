import { bearerToken, type JwtVerifier, type ProblemError, toProblem, unauthorized } from '@shop/kit';
import type { AuthMode } from '../routing/route.ts';

/** Who calls: nobody known, a user, or somebody to be refused. */
export type Identity =
  | { readonly kind: 'anonymous' }
  | { readonly kind: 'user'; readonly userId: string }
  | { readonly kind: 'refused'; readonly problem: ProblemError };

const anonymous: Identity = { kind: 'anonymous' };

const refused = (detail: string): Identity => ({ kind: 'refused', problem: unauthorized(detail) });

/**
 * A bad token is refused even where none is needed: the caller believes to be logged in, and an anonymous
 * answer would hide that the session is over.
 * @returns at once wherever no token has to be checked
 */
export function identify(
  verify: JwtVerifier,
  auth: AuthMode,
  authorization: string | undefined,
): Identity | Promise<Identity> {
  if (auth === 'none' || auth === 'upstream') return anonymous;
  if (authorization === undefined) return auth === 'optional' ? anonymous : refused('An access token is required.');
  const token = bearerToken(authorization);
  if (token === undefined) return refused('The Authorization header carries no bearer token.');
  return verify(token).then(
    ({ sub }): Identity => ({ kind: 'user', userId: sub }),
    (cause: unknown): Identity => ({ kind: 'refused', problem: toProblem(cause) }),
  );
}
