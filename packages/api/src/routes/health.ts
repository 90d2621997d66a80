import { Hono } from 'hono';
import type { ApiOptions } from '../api-options.ts';
import type { HealthAnswer } from '../responses.ts';

/** Whether this process answers; it asks nobody else, so that a lost store does not restart what reports it. */
export const healthRoutes = ({ version }: ApiOptions) =>
  new Hono().get('/', (c) => c.json({ status: 'ok', version } satisfies HealthAnswer));
