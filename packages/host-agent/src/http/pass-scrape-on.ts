import type { IncomingMessage, RequestOptions, ServerResponse } from 'node:http';
import { pipeline, Transform } from 'node:stream';
import { Agent, request as ask } from '@ares/adapters/http';
import { EXPOSITION_TYPE } from './exposition-type.ts';

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

/**
 * @returns passes on a container's own metrics. An answer that is too long or too slow is cut off in the middle, so
 * that Prometheus counts the whole scrape as failed.
 */
export function passScrapeOn({ timeoutMs, maxBytes } = LIMITS) {
  const agent = new Agent({ keepAlive: true, maxSockets: 2, maxFreeSockets: 1, timeout: 30_000 });
  return async (target: ScrapeTarget, request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const signal = AbortSignal.timeout(timeoutMs);
    const headers = { accept: request.headers.accept ?? '*/*' };
    try {
      const answer = await answerTo({ ...target, agent, signal, headers });
      const type = answer.headers['content-type'] ?? EXPOSITION_TYPE;
      response.writeHead(answer.statusCode ?? 502, { 'content-type': type });
      // Ends all three, by destroying them, when one of them fails.
      pipeline(answer, capped(maxBytes), response, () => {});
    } catch (error) {
      const reason = signal.aborted ? `no answer within ${timeoutMs} ms` : (error as Error).message;
      response.writeHead(signal.aborted ? 504 : 502, { 'content-type': 'text/plain; charset=utf-8' });
      response.end(`${target.host}:${target.port}${target.path}: ${reason}\n`);
    }
  };
}

const answerTo = (options: RequestOptions): Promise<IncomingMessage> =>
  new Promise((resolve, reject) => {
    ask(options, resolve).on('error', reject).end();
  });

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
