import { AresError, type Log } from '@ares/core';
import { Hono, type MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { routePath } from 'hono/route';
import { secureHeaders } from 'hono/secure-headers';
import { answeredWithin } from './answered-within.ts';
import type { ApiOptions } from './api-options.ts';
import type { ApiEnv } from './auth/caller.ts';
import { signedIn } from './auth/signed-in.ts';
import { ApiProblem } from './problem.ts';
import { auditRoutes } from './routes/audit.ts';
import { configRoutes } from './routes/config.ts';
import { doctorRoutes } from './routes/doctor.ts';
import { healthRoutes } from './routes/health.ts';
import { incidentRoutes } from './routes/incidents.ts';
import { killSwitchRoutes } from './routes/kill-switch.ts';
import { overviewRoutes } from './routes/overview.ts';
import { shardRoutes } from './routes/shards.ts';
import { testMessageRoutes } from './routes/test-message.ts';
import { toProblem } from './to-problem.ts';
import { VERSION_HEADER } from './version.ts';

const BODY_BYTES_MAX = 8_192;
/** Of the ten seconds that the function has. */
const ANSWER_MS = 8_000;

/** What people and programs may ask of ARES over HTTP; the same app on Lambda and on a machine of one's own. */
export function createApi(options: ApiOptions): Hono<ApiEnv> {
  const app = new Hono<ApiEnv>();
  app.use(secureHeaders(), fresh(options.version));
  app.use(bodyLimit({ maxSize: BODY_BYTES_MAX, onError: tooLarge }));
  app.route('/health', healthRoutes(options));
  app.route('/api/v1/config', configRoutes(options));
  // Whoever is unknown learns here that they are, before anything of the request is looked at.
  app.use('/api/*', signedIn(options.authorize));
  app.use('/api/*', answeredWithin(options.answerMs ?? ANSWER_MS));
  app.route('/api/v1/overview', overviewRoutes(options));
  app.route('/api/v1/shards', shardRoutes(options));
  app.route('/api/v1/incidents', incidentRoutes(options));
  app.route('/api/v1/audit', auditRoutes(options));
  app.route('/api/v1/kill-switch', killSwitchRoutes(options));
  app.route('/api/v1/test-message', testMessageRoutes(options));
  app.route('/api/v1/doctor', doctorRoutes(options));
  app.notFound(() => {
    throw new ApiProblem('NOT_FOUND', 'nothing is served at this path');
  });
  app.onError((error, c) => {
    const problem = toProblem(error, c.req.method);
    tell(options.log, problem, { method: c.req.method, route: routePath(c, -1), by: c.var.caller?.name });
    return c.json(problem.answer(), problem.status, { ...problem.details.headers });
  });
  return app;
}

/** Nothing of a fleet is kept by a cache; clients compare the version with their own. */
const fresh =
  (version: string): MiddlewareHandler =>
  async (c, next) => {
    c.header('cache-control', 'no-store');
    c.header(VERSION_HEADER, version);
    await next();
  };

const tooLarge = (): never => {
  throw new ApiProblem('TOO_LARGE', `a body may have ${BODY_BYTES_MAX} bytes`);
};

interface Asked {
  readonly method: string;
  /** The pattern, never the path: a path has what the client wrote. */
  readonly route: string;
  readonly by: string | undefined;
}

/** What was refused for a right, and what failed; each with its reason, which the client does not get. */
function tell(log: Log, { status, code, message, cause }: ApiProblem, asked: Asked): void {
  if (status >= 500) log.warn('api.failed', { ...asked, code, message, error: reasonOf(cause) });
  else if (status === 401 || status === 403) log.info('api.refused', { ...asked, code });
}

/** What is expected to fail at times needs no stack. */
function reasonOf(cause: unknown): string {
  if (cause instanceof AresError) return cause.message;
  return cause instanceof Error ? (cause.stack ?? cause.message) : String(cause);
}
