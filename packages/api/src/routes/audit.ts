import { Hono } from 'hono';
import * as z from 'zod';
import type { ApiOptions } from '../api-options.ts';
import { allow } from '../auth/allow.ts';
import type { ApiEnv } from '../auth/caller.ts';
import { limitSchema } from '../limit.ts';
import type { AuditAnswer } from '../responses.ts';
import { send } from '../send.ts';
import { validate } from '../validate.ts';

export const auditRoutes = ({ reader }: ApiOptions) =>
  new Hono<ApiEnv>().get('/', validate('query', z.strictObject({ limit: limitSchema })), async (c) => {
    allow(c, 'read');
    const entries = await reader.audit(c.req.valid('query').limit);
    return send(c, { entries } satisfies AuditAnswer);
  });
