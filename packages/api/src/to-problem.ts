import { randomUUID } from 'node:crypto';
import { AresError } from '@ares/core';
import { HTTPException } from 'hono/http-exception';
import { ApiProblem } from './problem.ts';

const RETRY_SECONDS = '5';

/** What a client is told of a failure: nothing of how ARES is built, and a number by which the log has the rest. */
export function toProblem(error: unknown): ApiProblem {
  if (error instanceof ApiProblem) return error;
  if (error instanceof HTTPException && error.status === 400) {
    return new ApiProblem('BAD_REQUEST', 'the body is not valid JSON', { cause: error });
  }
  const reference = randomUUID();
  if (error instanceof AresError && error.code === 'STORE_UNAVAILABLE') {
    return new ApiProblem('STORE_UNAVAILABLE', `the knowledge store does not answer (reference ${reference})`, {
      remedy: 'try again in a moment; if it lasts, look at the database',
      headers: { 'retry-after': RETRY_SECONDS },
      cause: error,
    });
  }
  return new ApiProblem('INTERNAL', `this is a fault of ARES (reference ${reference})`, {
    remedy: 'the log of the API has the reference and the reason',
    cause: error,
  });
}
