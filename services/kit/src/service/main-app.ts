import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { routePath } from 'hono/route';
import type { Logger } from 'pino';
import { ProblemError } from '../http/problem.ts';
import { problemResponse } from '../http/send-problem.ts';
import { toProblem } from '../http/to-problem.ts';
import { currentRequest } from '../log/request-context.ts';
import { serializeError } from '../log/serialize-error.ts';

const withBody = ['POST', 'PUT', 'PATCH', 'DELETE'];

/** Wraps a service's routes with what they have in common: route names, body limit, problem answers. */
export function mainApp(routes: Hono, log: Logger, maxBodyBytes: number): Hono {
  const app = new Hono();
  app.use((c, next) => {
    const context = currentRequest();
    if (context) context.route = routePath(c, -1);
    return next();
  });
  // Only where a body may come: asking for it makes the adapter build a whole Request.
  app.on(withBody, '*', bodyLimit({ maxSize: maxBodyBytes, onError: () => tooLarge(maxBodyBytes) }));
  app.route('/', routes);
  app.notFound((c) => problemResponse(new ProblemError(404, 'not-found', `Nothing is served at ${c.req.path}.`)));
  app.onError((error) => {
    const problem = toProblem(error);
    tell(log, error, problem);
    return problemResponse(problem);
  });
  return app;
}

const tooLarge = (maxBytes: number) =>
  problemResponse(new ProblemError(413, 'body-too-large', `The body is larger than ${maxBytes} bytes.`));

/** A dependency that is away fails every request alike: its reason says it all, and stacks would fill the log. */
function tell(log: Logger, error: Error, { status }: ProblemError): void {
  if (status === 503) log.warn({ reason: serializeError(error).message, status }, 'request.unavailable');
  else if (status >= 500) log.error({ err: error, status }, 'request.failed');
}
