import type { IncomingMessage } from 'node:http';
import { request } from 'node:https';
import type { LookupFunction } from 'node:net';
import type { Address, Target } from './checked-target.ts';
import { inert } from './inert.ts';

const ANSWER_BYTES_MAX = 1_024;
const REASON_CHARS_MAX = 200;

export interface PinnedRequest {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly signal: AbortSignal;
  readonly ca?: string;
}

/** @throws Error for any answer but 2xx, a redirect too, with the beginning of what the receiver says */
export async function pinnedPost(
  { url, address }: Target,
  { headers, body, signal, ca }: PinnedRequest,
): Promise<void> {
  const answer = await new Promise<IncomingMessage>((resolve, reject) => {
    const outgoing = request(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body), ...headers },
      lookup: pinned(address),
      // A pooled connection could be to another address of this name.
      agent: false,
      signal,
      ...(ca === undefined ? {} : { ca }),
    });
    outgoing.on('response', resolve).on('error', reject).end(body);
  });
  const status = answer.statusCode ?? 0;
  const text = await beginning(answer);
  if (status < 200 || status > 299)
    throw new Error(`${url.hostname} answered ${status}: ${inert(text, REASON_CHARS_MAX)}`);
}

const pinned =
  ({ address, family }: Address): LookupFunction =>
  (_hostname, { all }, callback) =>
    all ? callback(null, [{ address, family }]) : callback(null, address, family);

/** What is longer is not read. */
async function beginning(answer: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of answer as AsyncIterable<Buffer>) {
    chunks.push(chunk);
    bytes += chunk.length;
    if (bytes >= ANSWER_BYTES_MAX) break;
  }
  return Buffer.concat(chunks).subarray(0, ANSWER_BYTES_MAX).toString('utf8');
}
