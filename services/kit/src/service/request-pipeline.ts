import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import type { Logger } from 'pino';
import { applyFaults, isFaulty } from '../faults/apply-faults.ts';
import type { RequestFaults } from '../faults/request-faults.ts';
import { ProblemError } from '../http/problem.ts';
import { sendProblem } from '../http/send-problem.ts';
import { RequestContext, runInRequest } from '../log/request-context.ts';
import type { httpDuration } from '../metrics/http-duration.ts';
import { answerHealth, isHealthPath } from './health.ts';
import { logRequest } from './log-request.ts';
import type { Readiness } from './readiness.ts';

export interface Pipeline {
  readonly listener: RequestListener;
  readonly readiness: Readiness;
  readonly faults: RequestFaults;
  readonly observe: ReturnType<typeof httpDuration>;
  readonly log: Logger;
}

/** Client closed the request before its answer began (nginx's number). */
const clientClosed = 499;

/** The way of every request, on Node's own objects because that costs least: context, faults, health, routes, metrics. */
export const requestPipeline =
  (pipeline: Pipeline): RequestListener =>
  (req, res) => {
    const context = new RequestContext(req.headers);
    res.setHeader('x-request-id', context.requestId);
    if (pipeline.readiness.phase === 'stopping') res.shouldKeepAlive = false;
    const health = isHealthPath(req.url ?? '');
    if (!health) observeOnClose(pipeline, context, req, res);
    runInRequest(context, () => serve(pipeline, req, res, health));
  };

function serve(pipeline: Pipeline, req: IncomingMessage, res: ServerResponse, health: boolean): void {
  const proceed = () => route(pipeline, req, res, health);
  if (isFaulty(pipeline.faults, health)) void applyFaults(pipeline.faults, res, health, proceed);
  else proceed();
}

function route(pipeline: Pipeline, req: IncomingMessage, res: ServerResponse, health: boolean): void {
  if (health) void answerHealth(req.url ?? '', res, pipeline.readiness);
  else if (pipeline.readiness.phase === 'starting') sendProblem(res, starting());
  else void pipeline.listener(req, res);
}

const starting = () =>
  new ProblemError(503, 'starting', 'The service is starting. Try again shortly.', { headers: { 'retry-after': '1' } });

function observeOnClose(pipeline: Pipeline, context: RequestContext, req: IncomingMessage, res: ServerResponse): void {
  const startedMs = performance.now();
  res.once('close', () => {
    const durationMs = performance.now() - startedMs;
    const status = res.headersSent ? res.statusCode : clientClosed;
    const known = context.route !== undefined && context.route !== '*' && context.route !== '/*';
    const routeName = known ? (context.route as string) : 'unmatched';
    pipeline.observe(routeName, req.method ?? 'GET', status, durationMs / 1000);
    runInRequest(context, () =>
      logRequest(pipeline.log, { method: req.method ?? 'GET', route: routeName, status, durationMs }),
    );
  });
}
