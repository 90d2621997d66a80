import type { ServerResponse } from 'node:http';
import { type ProblemError, problemBody, problemContentType } from './problem.ts';

export const problemResponse = (problem: ProblemError): Response =>
  new Response(problemBody(problem), {
    status: problem.status,
    headers: { 'content-type': problemContentType, ...problem.options.headers },
  });

/** For code that works on Node's own response, beneath the router. */
export function sendProblem(res: ServerResponse, problem: ProblemError): void {
  const body = problemBody(problem);
  const length = Buffer.byteLength(body);
  res
    .writeHead(problem.status, {
      'content-type': problemContentType,
      'content-length': length,
      ...problem.options.headers,
    })
    .end(body);
}
