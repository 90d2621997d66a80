import type { ProblemKind } from '../proxy/problem-kinds.ts';
import type { AuthMode } from '../routing/route.ts';
import { bearerToken } from './bearer.ts';
import type { TokenVerifier, Verdict } from './token-verifier.ts';

/** Who calls: nobody known, a user, or somebody to be refused. */
export type Identity =
  | { readonly kind: 'anonymous' }
  | { readonly kind: 'user'; readonly userId: string }
  | { readonly kind: 'refused'; readonly problem: ProblemKind };

const anonymous: Identity = { kind: 'anonymous' };
const unauthenticated: Identity = { kind: 'refused', problem: 'UNAUTHENTICATED' };
const unavailable: Identity = { kind: 'refused', problem: 'AUTH_UNAVAILABLE' };

function identityOf(verdict: Verdict): Identity {
  if (verdict.kind === 'user') return verdict;
  return verdict.kind === 'invalid' ? unauthenticated : unavailable;
}

/**
 * A bad token is refused even where none is needed: the caller believes to be logged in, and an anonymous
 * answer would hide that the session is over.
 * @returns at once wherever no signature has to be checked
 */
export function identify(
  tokens: TokenVerifier,
  auth: AuthMode,
  authorization: string | undefined,
  nowMs: number,
): Identity | Promise<Identity> {
  if (auth === 'none' || auth === 'upstream') return anonymous;
  const token = bearerToken(authorization);
  if (token === 'malformed') return unauthenticated;
  if (token === undefined) return auth === 'required' ? unauthenticated : anonymous;
  const verdict = tokens.check(token, nowMs);
  return verdict instanceof Promise ? verdict.then(identityOf) : identityOf(verdict);
}
