import { Hono } from 'hono';
import type { ApiOptions } from '../api-options.ts';
import { allow } from '../auth/allow.ts';
import type { ApiEnv } from '../auth/caller.ts';
import type { ShardsAnswer } from '../responses.ts';
import { send } from '../send.ts';

export const shardRoutes = ({ shards }: ApiOptions) =>
  new Hono<ApiEnv>().get('/', async (c) => {
    allow(c, 'read');
    return send(c, { shards: await shards() } satisfies ShardsAnswer);
  });
