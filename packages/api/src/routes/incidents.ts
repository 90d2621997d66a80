import { Hono } from 'hono';
import * as z from 'zod';
import type { ApiOptions } from '../api-options.ts';
import { allow } from '../auth/allow.ts';
import type { ApiEnv } from '../auth/caller.ts';
import { cursorOf, cursorSchema } from '../cursor.ts';
import { limitSchema } from '../limit.ts';
import { ApiProblem } from '../problem.ts';
import type { IncidentsAnswer } from '../responses.ts';
import { send } from '../send.ts';
import { validate } from '../validate.ts';

const query = z.strictObject({
  service: z.string().min(1).max(128).optional(),
  open: z
    .enum(['true', 'false'])
    .transform((word) => word === 'true')
    .optional(),
  limit: limitSchema,
  before: cursorSchema.optional(),
});
const param = z.object({ id: z.string().min(1).max(128) });

export const incidentRoutes = ({ reader }: ApiOptions) =>
  new Hono<ApiEnv>()
    .get('/', validate('query', query), async (c) => {
      allow(c, 'read');
      const { service, open, limit, before } = c.req.valid('query');
      const incidents = await reader.incidents({
        limit,
        ...(service === undefined ? {} : { service }),
        ...(open === undefined ? {} : { open }),
        ...(before === undefined ? {} : { before }),
      });
      const last = incidents.length < limit ? undefined : incidents.at(-1);
      return send(c, { incidents, ...(last ? { next: cursorOf(last) } : {}) } satisfies IncidentsAnswer);
    })
    .get('/:id', validate('param', param), async (c) => {
      allow(c, 'read');
      const story = await reader.incident(c.req.valid('param').id);
      if (story === undefined) throw new ApiProblem('NOT_FOUND', 'no incident begins so');
      if (!('ambiguous' in story)) return send(c, story);
      const details = { ids: story.ambiguous, remedy: 'give more of the id' };
      throw new ApiProblem('AMBIGUOUS', 'several incidents begin so', details);
    });
