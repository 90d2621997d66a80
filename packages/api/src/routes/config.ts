import { Hono } from 'hono';
import type { ApiOptions } from '../api-options.ts';
import { ApiProblem } from '../problem.ts';

/** Where people sign in: no secret, and needed before anybody has. */
export const configRoutes = ({ signIn }: ApiOptions) =>
  new Hono().get('/', (c) => {
    if (signIn === undefined) throw new ApiProblem('NOT_FOUND', 'nobody signs in here');
    return c.json(signIn);
  });
