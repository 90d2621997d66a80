import { Agent, type IncomingMessage, type RequestOptions, request, type ServerResponse } from 'node:http';
import { pipeline, Transform } from 'node:stream';
import type { HttpBindings } from '@hono/node-server';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import type { Context } from 'hono';

export interface ScrapeTarget {
  readonly host: string;
  readonly port: number;
  readonly path: string;
}

export interface ScrapeLimits {
  readonly timeoutMs: number;
  readonly maxBytes: number;
}

const LIMITS: ScrapeLimits = { timeoutMs: 2_000, maxBytes: 2 * 1024 * 1024 };
/** Prometheus 3 refuses an answer that does not say what it is. */
export const EXPOSITION_TYPE = 'text/plain; version=0.0.4; charset=utf-8';

/**
 * Passes on a container's own metrics. An answer that is too long or too slow is cut off in the middle, so that
 * Prometheus counts the whole scrape as failed.
 */
export function scrapeRoute(find: (containerName: string) => ScrapeTarget | undefined, limits = LIMITS) {
  const agent = new Agent({ keepAlive: true, maxSockets: 2, maxFreeSockets: 1, timeout: 30_000 });
  return async (c: Context<{ Bindings: HttpBindings }>): Promise<Response> => {
    const target = find(c.req.param('name') ?? '');
    if (target === undefined) return c.text('no such running container with metrics\n', 404);
    const signal = AbortSignal.timeout(limits.timeoutMs);
    const accept = c.req.header('accept') ?? '*/*';
    try {
      const answer = await ask({ ...target, agent, signal, headers: { accept } });
      passOn(answer, c.env.outgoing, limits.maxBytes);
      return RESPONSE_ALREADY_SENT;
    } catch (error) {
      const reason = signal.aborted ? `no answer within ${limits.timeoutMs} ms` : (error as Error).message;
      return c.text(`${target.host}:${target.port}${target.path}: ${reason}\n`, signal.aborted ? 504 : 502);
    }
  };
}

const ask = (options: RequestOptions): Promise<IncomingMessage> =>
  new Promise((resolve, reject) => {
    request(options, resolve).on('error', reject).end();
  });

function passOn(answer: IncomingMessage, outgoing: ServerResponse, maxBytes: number): void {
  outgoing.writeHead(answer.statusCode ?? 502, { 'content-type': answer.headers['content-type'] ?? EXPOSITION_TYPE });
  // Ends all three, by destroying them, when one of them fails.
  pipeline(answer, capped(maxBytes), outgoing, () => {});
}

function capped(maxBytes: number): Transform {
  let bytes = 0;
  return new Transform({
    transform(chunk: Buffer, _, done) {
      bytes += chunk.length;
      if (bytes > maxBytes) done(new Error(`more than ${maxBytes} bytes`));
      else done(null, chunk);
    },
  });
}
