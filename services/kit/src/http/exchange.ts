import { type Agent, type ClientRequest, type IncomingHttpHeaders, type IncomingMessage, request } from 'node:http';
import { refusalOf } from '../faults/dependency-switch.ts';
import { propagationHeaders } from '../log/request-context.ts';
import { UpstreamError } from './upstream-error.ts';

export interface UpstreamRequest {
  readonly method?: 'GET' | 'HEAD' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Path and query, from the root of the upstream. */
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as JSON. */
  readonly json?: unknown;
  readonly timeoutMs?: number;
}

export interface UpstreamResponse {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
  /** @throws SyntaxError if the body is no JSON; validate the value before use */
  json(): unknown;
}

export interface UpstreamTarget {
  readonly name: string;
  readonly url: URL;
  readonly agent: Agent;
  readonly timeoutMs: number;
}

const maxBodyBytes = 4 * 1024 * 1024;

export async function exchange(target: UpstreamTarget, options: UpstreamRequest): Promise<UpstreamResponse> {
  const refusal = refusalOf(target.name);
  if (refusal) throw refusal;
  const signal = AbortSignal.timeout(options.timeoutMs ?? target.timeoutMs);
  const req = open(target, options, signal);
  try {
    const res = await response(req, options);
    return await read(target.name, res);
  } catch (cause) {
    if (cause instanceof UpstreamError) throw cause;
    const stale = req.reusedSocket && (cause as NodeJS.ErrnoException).code === 'ECONNRESET';
    throw new UpstreamError(target.name, signal.aborted ? 'timeout' : 'unreachable', { cause, stale });
  }
}

function open(target: UpstreamTarget, options: UpstreamRequest, signal: AbortSignal): ClientRequest {
  const { protocol, hostname, port } = target.url;
  const headers = { ...propagationHeaders(), ...options.headers };
  return request({
    protocol,
    hostname,
    port,
    agent: target.agent,
    method: options.method ?? 'GET',
    path: options.path,
    headers,
    signal,
  });
}

function response(req: ClientRequest, options: UpstreamRequest): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    req.once('response', resolve).once('error', reject);
    if (options.json === undefined) return req.end();
    const body = JSON.stringify(options.json);
    req.setHeader('content-type', 'application/json').setHeader('content-length', Buffer.byteLength(body));
    req.end(body);
  });
}

async function read(name: string, res: IncomingMessage): Promise<UpstreamResponse> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of res as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > maxBodyBytes) throw new UpstreamError(name, 'too-large');
    chunks.push(chunk);
  }
  const text = Buffer.concat(chunks).toString('utf8');
  return { status: res.statusCode ?? 0, headers: res.headers, text, json: () => JSON.parse(text) };
}
