import type { ServerResponse } from 'node:http';
import { type ProblemKind, problemKinds } from './problem-kinds.ts';

/** Answers with problem+json (RFC 9457). Nothing of the upstream's error goes out. */
export function sendProblem(
  res: ServerResponse,
  kind: ProblemKind,
  requestId: string,
  headers: Readonly<Record<string, string>> = {},
): void {
  if (res.headersSent) {
    res.destroy();
    return;
  }
  const { status, title, detail, headers: own } = problemKinds[kind];
  const body = JSON.stringify({ type: 'about:blank', title, status, detail, code: kind, requestId });
  res.writeHead(status, {
    'content-type': 'application/problem+json',
    'content-length': Buffer.byteLength(body),
    'x-request-id': requestId,
    ...own,
    ...headers,
  });
  res.end(body);
}
