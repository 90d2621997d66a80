import type { MiddlewareHandler } from 'hono';
import { ApiProblem } from '../problem.ts';
import type { ApiEnv, Authorize } from './caller.ts';

/** Lets nobody pass who is unknown. What a caller may do is asked again in every handler. */
export const signedIn =
  (authorize: Authorize): MiddlewareHandler<ApiEnv> =>
  async (c, next) => {
    const caller = await authorize(c);
    if (caller === undefined) {
      throw new ApiProblem('UNAUTHENTICATED', 'there is no valid sign-in with this request', {
        remedy: 'sign in with `npx ares login`',
        headers: { 'www-authenticate': 'Bearer' },
      });
    }
    c.set('caller', caller);
    await next();
  };
