import { Hono } from 'hono';
import * as z from 'zod';
import type { ApiOptions } from '../api-options.ts';
import { allow } from '../auth/allow.ts';
import type { ApiEnv } from '../auth/caller.ts';
import { fleetOverview } from '../fleet/fleet-overview.ts';
import { ApiProblem } from '../problem.ts';
import { send } from '../send.ts';
import { validate } from '../validate.ts';

const query = z.strictObject({ shard: z.string().min(1).max(63).optional() });

/** `FleetOverview` of all shards, or of one. */
export const overviewRoutes = (options: ApiOptions) =>
  new Hono<ApiEnv>().get('/', validate('query', query), async (c) => {
    allow(c, 'read');
    const { shard } = c.req.valid('query');
    if (shard === undefined) return send(c, await fleetOverview(options));
    if (!(await options.shards()).includes(shard)) {
      throw new ApiProblem('NOT_FOUND', 'no such shard', { remedy: 'list them: `/api/v1/shards`' });
    }
    return send(c, await options.reader.overview(shard));
  });
