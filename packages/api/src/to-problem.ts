import { randomUUID } from 'node:crypto';
import { AresError } from '@ares/core';
import { HTTPException } from 'hono/http-exception';
import { ApiProblem } from './problem.ts';

const RETRY_SECONDS = '5';
/** Its transaction may have been stored though nobody heard so, or be stored a moment later. */
const UNSURE = 'it may have taken effect all the same: look at the audit log (`npx ares audit`) before you do it again';

/**
 * What a client is told of a failure: nothing of how ARES is built, and a number by which the log has the rest.
 * @param method of the request: one that changes something is not to be sent again unseen, and no program is told when
 */
export function toProblem(error: unknown, method: string): ApiProblem {
  if (error instanceof ApiProblem) return error;
  if (error instanceof HTTPException && error.status === 400) {
    return new ApiProblem('BAD_REQUEST', 'the body is not valid JSON', { cause: error });
  }
  const reference = randomUUID();
  const isRead = method === 'GET' || method === 'HEAD';
  if (error instanceof AresError && error.code === 'STORE_UNAVAILABLE') {
    return new ApiProblem('STORE_UNAVAILABLE', `the knowledge store does not answer (reference ${reference})`, {
      remedy: isRead ? 'try again in a moment; if it lasts, look at the database' : UNSURE,
      headers: isRead ? { 'retry-after': RETRY_SECONDS } : {},
      cause: error,
    });
  }
  return new ApiProblem('INTERNAL', `this is a fault of ARES (reference ${reference})`, {
    remedy: `${isRead ? '' : `${UNSURE}; `}the log of the API has the reference and the reason`,
    cause: error,
  });
}
