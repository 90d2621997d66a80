import type { Agent, IncomingMessage } from 'node:http';
import { urlToHttpOptions } from 'node:url';
import { request } from './node-http.ts';

export interface BoundedRequest {
  /** `http://host:port`, or the path of a Unix socket that begins with a slash. */
  readonly server: string;
  readonly path: string;
  readonly timeoutMs: number;
  readonly maxBytes: number;
  readonly method?: 'GET' | 'POST';
  /** Sent as a form. */
  readonly body?: string;
  readonly agent?: Agent;
}

export interface BoundedResponse {
  readonly status: number;
  readonly text: string;
}

/**
 * One HTTP exchange with a deadline for the whole of it and a cap on the size of the answer.
 * @throws Error in words for people: no answer in time, more bytes than allowed, or the error of the connection
 */
export async function boundedRequest(options: BoundedRequest): Promise<BoundedResponse> {
  const signal = AbortSignal.timeout(options.timeoutMs);
  try {
    const response = await send(options, signal);
    return { status: response.statusCode ?? 0, text: await readCapped(response, options.maxBytes) };
  } catch (cause) {
    if (signal.aborted) throw new Error(`no answer within ${options.timeoutMs} ms`, { cause });
    throw cause;
  }
}

function send(options: BoundedRequest, signal: AbortSignal): Promise<IncomingMessage> {
  const { server, path, method = 'GET', body, agent } = options;
  const where = server.startsWith('/') ? { socketPath: server, path } : urlToHttpOptions(new URL(path, server));
  const headers = body === undefined ? {} : { 'content-type': 'application/x-www-form-urlencoded' };
  return new Promise((resolve, reject) => {
    const outgoing = request({ ...where, method, headers, signal, ...(agent ? { agent } : {}) }, resolve);
    outgoing.on('error', reject);
    outgoing.end(body);
  });
}

async function readCapped(response: IncomingMessage, maxBytes: number): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > maxBytes) throw new Error(`the answer is larger than ${maxBytes} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}
