import type { IncomingMessage } from 'node:http';
import { propagationHeaders } from '@shop/kit';
import type { GatewayEvents } from '../events.ts';
import { forwardedForOf, peerOf } from '../limits/client-address.ts';
import type { Route } from '../routing/route.ts';
import type { Match } from '../routing/router.ts';
import type { Upstream } from '../upstream/upstream.ts';
import type { Visit } from '../visit.ts';
import { type CallBody, forward } from './exchange.ts';
import { requestHeaders } from './headers.ts';
import { readBody } from './read-body.ts';

/** A request that may go on, and where to. */
export interface Admitted {
  readonly visit: Visit;
  readonly match: Match<Route>;
  readonly upstream: Upstream;
  readonly userId: string | undefined;
  readonly events: GatewayEvents;
  readonly nowMs: () => number;
}

const idempotentMethods = new Set(['GET', 'HEAD', 'OPTIONS']);

const hasBody = ({ headers }: IncomingMessage): boolean =>
  headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;

/** Reads the body whole, so that it can be sent again, and forwards the call. */
export async function dispatchKeyed(admitted: Admitted): Promise<'sent' | 'too-large' | 'caller-left'> {
  const { req } = admitted.visit;
  const body = await readBody(req, admitted.match.route.bodyLimitBytes);
  if (Buffer.isBuffer(body)) send(admitted, body, true);
  return Buffer.isBuffer(body) ? 'sent' : body;
}

/** Whether the call carries a key that makes it safe to repeat, so that its body must be kept. */
export const isKeyed = ({ visit, match }: Admitted): boolean =>
  match.route.retriesKeyed && visit.req.headers['idempotency-key'] !== undefined && hasBody(visit.req);

/** Forwards the call and its body, if any, as it comes. */
export function dispatch(admitted: Admitted): void {
  const { req } = admitted.visit;
  if (hasBody(req)) send(admitted, 'stream', false);
  else send(admitted, 'none', idempotentMethods.has(req.method ?? ''));
}

function send(admitted: Admitted, body: CallBody, mayRetry: boolean): void {
  const { visit, match, upstream, events, nowMs } = admitted;
  forward({
    req: visit.req,
    res: visit.res,
    upstream,
    path: match.path + visit.query,
    headers: headersOf(admitted, body),
    body,
    bodyLimitBytes: match.route.bodyLimitBytes,
    timeoutMs: match.route.timeoutMs,
    mayRetry,
    nowMs,
    onRetry: (reason) => events.onRetry(upstream.name, reason),
    onFailure: (problem) => events.onProblem(problem, upstream.name),
  });
}

function headersOf({ visit, match, upstream, userId }: Admitted, body: CallBody): string[] {
  const { req } = visit;
  const peer = peerOf(req);
  const chain = forwardedForOf(req);
  return requestHeaders(req.rawHeaders, req.headers.connection, {
    host: upstream.host,
    trace: propagationHeaders(),
    forwardedFor: chain ? `${chain}, ${peer}` : peer,
    userId,
    authorization: match.route.auth === 'upstream' ? req.headers.authorization : undefined,
    isChunked: body !== 'none' && req.headers['transfer-encoding'] !== undefined,
  });
}
