import type { Context } from 'hono';
import { ApiProblem } from './problem.ts';

/** A function's answer may have 6 MB, its escapes included. */
const BYTES_MAX = 5_000_000;

/** Answers with JSON. @throws ApiProblem TOO_LARGE rather than let the platform cut it off */
export function send(c: Context, data: unknown): Response {
  const text = JSON.stringify(data);
  if (Buffer.byteLength(text) > BYTES_MAX) {
    throw new ApiProblem('TOO_LARGE', 'the answer is too large for all shards at once', {
      remedy: 'ask for one shard: `?shard=NAME`, `npx ares status --shard NAME`',
    });
  }
  return c.body(text, 200, { 'content-type': 'application/json' });
}
