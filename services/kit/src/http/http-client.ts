import { Agent } from 'node:http';
import { exchange, type UpstreamRequest, type UpstreamResponse } from './exchange.ts';
import { UpstreamError } from './upstream-error.ts';

export interface HttpClientOptions {
  /** Name in errors and of the `dependency` fault, such as `product`. */
  readonly name: string;
  readonly baseUrl: string;
  /** Default limit of a whole exchange. @default 2000 */
  readonly timeoutMs?: number;
  /** @default 64 */
  readonly maxSockets?: number;
}

export interface HttpClient {
  /** @throws UpstreamError if no whole answer came in time; any status is an answer */
  send(request: UpstreamRequest): Promise<UpstreamResponse>;
  close(): void;
}

/** Calls one upstream over kept-alive connections, forwarding request id and trace context. */
export function httpClient(options: HttpClientOptions): HttpClient {
  const agent = new Agent({ keepAlive: true, maxSockets: options.maxSockets ?? 64, scheduling: 'lifo' });
  const target = { name: options.name, url: new URL(options.baseUrl), agent, timeoutMs: options.timeoutMs ?? 2_000 };
  return {
    async send(request) {
      try {
        return await exchange(target, request);
      } catch (error) {
        // The upstream closed an idle connection just as we wrote to it: nothing was processed for a safe method.
        if (!(error instanceof UpstreamError && error.staleConnection && isSafe(request))) throw error;
        return exchange(target, request);
      }
    },
    close: () => agent.destroy(),
  };
}

const isSafe = (request: UpstreamRequest) => (request.method ?? 'GET') === 'GET' || request.method === 'HEAD';
