import type { EpochMs } from '@ares/core';
import type { Context } from 'hono';
import { ApiProblem } from '../problem.ts';
import type { ApiEnv, Caller, Scope } from './caller.ts';

/** What changes ARES asks for a sign-in that is at most so old. */
const RECENT_SECONDS = 900;

/** The first line of every handler. @throws ApiProblem FORBIDDEN */
export function allow(c: Context<ApiEnv>, scope: Scope): Caller {
  const { caller } = c.var;
  if (caller.scopes.includes(scope)) return caller;
  throw new ApiProblem('FORBIDDEN', `${caller.name} has no right to ${scope} here`, {
    remedy: 'ask who looks after the user pool for the group',
  });
}

/** The first line of every handler that changes something. @throws ApiProblem FORBIDDEN or REAUTHENTICATION_REQUIRED */
export function allowRecent(c: Context<ApiEnv>, scope: Scope, nowMs: EpochMs): Caller {
  const caller = allow(c, scope);
  const ageMs = nowMs - (caller.signedInAtMs ?? 0);
  if (ageMs <= RECENT_SECONDS * 1_000) return caller;
  const words = `this needs a sign-in of the last ${RECENT_SECONDS / 60} minutes`;
  throw new ApiProblem('REAUTHENTICATION_REQUIRED', words, {
    remedy: 'sign in again with `npx ares login`',
    headers: { 'www-authenticate': `Bearer error="insufficient_user_authentication", max_age="${RECENT_SECONDS}"` },
  });
}
