import { HTTPException } from 'hono/http-exception';
import { ProblemError } from './problem.ts';
import { isUnavailable } from './unavailable.ts';

/** What a client may see of any error: our own problems as they are, of everything else the status only. */
export function toProblem(error: unknown): ProblemError {
  if (error instanceof ProblemError) return error;
  if (error instanceof HTTPException) return fromHttpException(error);
  if (isUnavailable(error)) {
    const headers = { 'retry-after': '1' };
    return new ProblemError(503, 'unavailable', 'The service is not available right now. Try again shortly.', {
      headers,
      cause: error,
    });
  }
  return new ProblemError(500, 'internal', 'The request failed because of an internal error.', { cause: error });
}

function fromHttpException(error: HTTPException): ProblemError {
  const code = error.status === 413 ? 'body-too-large' : error.status < 500 ? 'bad-request' : 'internal';
  const detail = error.status < 500 && error.message ? error.message : 'The request failed.';
  return new ProblemError(error.status, code, detail, { cause: error });
}
