import { randomUUID } from 'node:crypto';

export interface Trace {
  readonly requestId: string;
  readonly traceparent: string;
}

const requestIdShape = /^[\w-]{8,64}$/;
const traceparentShape = /^00-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}$/;

/** The caller's request id and trace context where they are well formed, else new ones. */
export function traceOf(requestId: string | undefined, traceparent: string | undefined): Trace {
  const fresh = randomUUID();
  const hex = fresh.replaceAll('-', '');
  return {
    requestId: requestId && requestIdShape.test(requestId) ? requestId : fresh,
    traceparent: traceparent && traceparentShape.test(traceparent) ? traceparent : `00-${hex}-${hex.slice(16)}-01`,
  };
}
