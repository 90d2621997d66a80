import { Hono } from 'hono';
import type { Registry } from 'prom-client';
import type { FaultBoard } from '../faults/fault-board.ts';
import { faultRoutes } from '../faults/fault-routes.ts';
import { problemResponse } from '../http/send-problem.ts';
import { toProblem } from '../http/to-problem.ts';

/** What is for the operator alone: metrics, and fault switches where they are allowed. */
export function internalApp(registry: Registry, faults: FaultBoard | undefined): Hono {
  const app = new Hono();
  app.get('/metrics', async (c) => c.body(await registry.metrics(), 200, { 'content-type': registry.contentType }));
  if (faults) app.route('/', faultRoutes(faults));
  app.onError((error) => problemResponse(toProblem(error)));
  return app;
}
