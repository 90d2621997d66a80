interface ProblemFacts {
  readonly status: number;
  readonly title: string;
  readonly detail: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** The rest of a body that nobody will read must not be taken for the next request. */
const closing = { connection: 'close' };
const soon = { 'retry-after': '1' };

export type ProblemKind =
  | 'BAD_PATH'
  | 'NOT_FOUND'
  | 'UNAUTHENTICATED'
  | 'BODY_TOO_LARGE'
  | 'RATE_LIMITED'
  | 'UPSTREAM_FAILED'
  | 'NO_REPLICA'
  | 'AUTH_UNAVAILABLE'
  | 'UPSTREAM_TIMEOUT';

/** Every answer that the gateway itself gives, by its stable code. */
export const problemKinds: Readonly<Record<ProblemKind, ProblemFacts>> = {
  BAD_PATH: { status: 400, title: 'Bad request', detail: 'The path has characters or segments that are not allowed.' },
  NOT_FOUND: { status: 404, title: 'Not found', detail: 'Nothing is offered under this path.' },
  UNAUTHENTICATED: {
    status: 401,
    title: 'Unauthorized',
    detail: 'Log in and send the access token as a bearer token.',
    headers: { 'www-authenticate': 'Bearer' },
  },
  BODY_TOO_LARGE: {
    status: 413,
    title: 'Content too large',
    detail: 'The request body is larger than this path takes.',
    headers: closing,
  },
  RATE_LIMITED: { status: 429, title: 'Too many requests', detail: 'Wait as long as Retry-After says.' },
  UPSTREAM_FAILED: {
    status: 502,
    title: 'Bad gateway',
    detail: 'The service behind this path broke the connection.',
  },
  NO_REPLICA: {
    status: 503,
    title: 'Service unavailable',
    detail: 'No replica of the service can take calls now.',
    headers: soon,
  },
  AUTH_UNAVAILABLE: {
    status: 503,
    title: 'Service unavailable',
    detail: 'Access tokens cannot be checked now.',
    headers: soon,
  },
  UPSTREAM_TIMEOUT: {
    status: 504,
    title: 'Gateway timeout',
    detail: 'The service behind this path did not answer in time.',
  },
};
