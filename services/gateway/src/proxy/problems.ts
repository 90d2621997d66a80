import { ProblemError } from '@shop/kit';

const soon = { 'retry-after': '1' };

/** The rest of a body that nobody will read must not be taken for the next request. */
const closing = { connection: 'close' };

/** What the gateway itself answers with, made once: none of it depends on the request. */
export const problems = {
  badPath: new ProblemError(400, 'bad-path', 'The path has characters or segments that are not allowed.'),
  notFound: new ProblemError(404, 'not-found', 'Nothing is served at this path.'),
  bodyTooLarge: new ProblemError(413, 'body-too-large', 'The body is larger than this path takes.', {
    headers: closing,
  }),
  upstreamFailed: new ProblemError(502, 'upstream-failed', 'The service behind this path broke the connection.'),
  noReplica: new ProblemError(503, 'no-replica', 'No replica of the service can take calls now. Try again shortly.', {
    headers: soon,
  }),
  upstreamTimeout: new ProblemError(504, 'upstream-timeout', 'The service behind this path did not answer in time.'),
} as const;

/** @param waitMs until the call could be let through */
export const rateLimited = (waitMs: number): ProblemError =>
  new ProblemError(429, 'rate-limited', 'Too many requests. Wait as long as Retry-After says.', {
    headers: { 'retry-after': String(Math.ceil(waitMs / 1_000)) },
  });
