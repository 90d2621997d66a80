import type { Logger } from 'pino';

export interface ServedRequest {
  readonly method: string;
  readonly route: string;
  readonly status: number;
  readonly durationMs: number;
}

/** Failures and changes are told; successful reads only at debug, because metrics count them and lines cost CPU. */
export function logRequest(log: Logger, request: ServedRequest): void {
  const level = levelOf(request);
  if (log.isLevelEnabled(level))
    log[level]({ ...request, durationMs: Math.round(request.durationMs) }, 'request.served');
}

function levelOf({ method, status }: ServedRequest): 'debug' | 'info' | 'warn' {
  if (status >= 500) return 'warn';
  return status < 400 && (method === 'GET' || method === 'HEAD') ? 'debug' : 'info';
}
