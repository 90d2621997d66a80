import { AsyncLocalStorage } from 'node:async_hooks';
import { randomUUID } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { childOf, newTraceparent } from './traceparent.ts';

const safeRequestId = /^[A-Za-z0-9._-]{1,64}$/;

/** What follows one request through logs and upstream calls. */
export class RequestContext {
  readonly requestId: string;
  /** Pattern of the route that answers, set by the router; bounded, unlike the path. */
  route: string | undefined;
  readonly #incomingTrace: string | undefined;
  #traceparent: string | undefined;

  constructor(headers: IncomingHttpHeaders = {}) {
    const given = headers['x-request-id'];
    this.requestId = typeof given === 'string' && safeRequestId.test(given) ? given : randomUUID();
    const trace = headers.traceparent;
    this.#incomingTrace = typeof trace === 'string' ? trace : undefined;
  }

  /** W3C traceparent of this hop; made on first use because most cached reads never need it. */
  get traceparent(): string {
    this.#traceparent ??= childOf(this.#incomingTrace) ?? newTraceparent();
    return this.#traceparent;
  }

  get traceId(): string {
    return this.traceparent.slice(3, 35);
  }
}

const storage = new AsyncLocalStorage<RequestContext>();

export const currentRequest = (): RequestContext | undefined => storage.getStore();

export const runInRequest = <T>(context: RequestContext, work: () => T): T => storage.run(context, work);

/** Headers that carry this request's identity to an upstream; empty outside a request. */
export function propagationHeaders(): Record<string, string> {
  const context = currentRequest();
  return context ? { 'x-request-id': context.requestId, traceparent: context.traceparent } : {};
}
