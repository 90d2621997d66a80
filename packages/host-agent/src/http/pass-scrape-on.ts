import type { IncomingMessage, ServerResponse } from 'node:http';
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
 * that Prometheus counts the whole scrape as failed. Every container is scraped every few seconds: `pipeline` and an
 * abort signal would be half of the work.
 */
export function passScrapeOn({ timeoutMs, maxBytes } = LIMITS) {
  const agent = new Agent({ keepAlive: true, maxSockets: 2, maxFreeSockets: 1, timeout: 30_000 });
  return (target: ScrapeTarget, { headers }: IncomingMessage, response: ServerResponse): void => {
    const outgoing = ask({ ...target, agent, headers: { accept: headers.accept ?? '*/*' } });
    const deadline = setTimeout(() => {
      refuse(response, 504, target, `no answer within ${timeoutMs} ms`);
      outgoing.destroy();
    }, timeoutMs);
    outgoing.on('response', (answer) => passOn(answer, response, maxBytes));
    outgoing.on('error', ({ message }) => refuse(response, 502, target, message));
    // Whichever way it ends.
    outgoing.on('close', () => clearTimeout(deadline));
    response.on('close', () => response.writableFinished || outgoing.destroy());
    outgoing.end();
  };
}

function passOn(answer: IncomingMessage, response: ServerResponse, maxBytes: number): void {
  let bytes = 0;
  response.writeHead(answer.statusCode ?? 502, { 'content-type': answer.headers['content-type'] ?? EXPOSITION_TYPE });
  answer.on('data', (chunk: Buffer) => {
    bytes += chunk.length;
    if (bytes > maxBytes) answer.destroy(new Error(`more than ${maxBytes} bytes`));
  });
  answer.on('error', () => response.destroy());
  answer.pipe(response);
}

function refuse(response: ServerResponse, status: number, { host, port, path }: ScrapeTarget, reason: string): void {
  if (response.headersSent) return void response.destroy();
  response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8' });
  response.end(`${host}:${port}${path}: ${reason}\n`);
}
