import type { ServerResponse } from 'node:http';
import { ProblemError } from '../http/problem.ts';
import { sendProblem } from '../http/send-problem.ts';
import type { Readiness } from './readiness.ts';

export const isHealthPath = (url: string): boolean => url.startsWith('/health/');

/** `/health/live`: the process answers. `/health/ready`: it can do its work, else 503 and what is missing. */
export async function answerHealth(url: string, res: ServerResponse, readiness: Readiness): Promise<void> {
  const path = url.split('?', 1)[0];
  if (path === '/health/live') return sendOk(res);
  if (path !== '/health/ready') return sendProblem(res, new ProblemError(404, 'not-found', 'No such health check.'));
  const notReady = await readiness.notReady();
  if (Object.keys(notReady).length === 0) return sendOk(res);
  const detail = `Not ready: ${Object.keys(notReady).join(', ')}.`;
  sendProblem(
    res,
    new ProblemError(503, 'not-ready', detail, { extra: { notReady }, headers: { 'retry-after': '1' } }),
  );
}

function sendOk(res: ServerResponse): void {
  res.writeHead(200, { 'content-type': 'application/json', 'cache-control': 'no-store' }).end('{"status":"ok"}');
}
