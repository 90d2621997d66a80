import { createLocalJWKSet, type JSONWebKeySet, type JWTVerifyGetKey } from 'jose';
import type { Logger } from 'pino';
import { z } from 'zod';
import type { HttpClient } from '../http/http-client.ts';

const jwksSchema = z.object({ keys: z.array(z.looseObject({ kty: z.string(), kid: z.string() })) });

export interface JwksClientOptions {
  readonly http: HttpClient;
  /** @default /.well-known/jwks.json */
  readonly path?: string;
  readonly logger?: Logger;
  /** @default 300000 */
  readonly maxAgeMs?: number;
  /** Shortest time between two fetches, so that forged key ids cannot flood the issuer. @default 5000 */
  readonly cooldownMs?: number;
  readonly nowMs?: () => number;
}

/** An issuer that comes back must not be waited for. */
const failedCooldownMs = 500;

/**
 * Published keys of the token issuer, kept in memory and used on while the issuer is away. Fetched again for an unknown
 * key id (rotation) and in the background when old.
 */
export function jwksClient(options: JwksClientOptions): JWTVerifyGetKey {
  const { path = '/.well-known/jwks.json', maxAgeMs = 300_000, cooldownMs = 5_000, nowMs = Date.now } = options;
  let keys: { readonly kids: ReadonlySet<string>; readonly get: JWTVerifyGetKey; readonly atMs: number } | undefined;
  let nextTryMs = Number.NEGATIVE_INFINITY;
  let running: Promise<void> | undefined;

  const fetchKeys = async () => {
    const response = await options.http.send({ path });
    if (response.status !== 200) throw new Error(`key set answered ${response.status}`);
    const set = jwksSchema.parse(response.json());
    const kids = new Set(set.keys.map((key) => key.kid));
    keys = { kids, get: createLocalJWKSet(set as JSONWebKeySet), atMs: nowMs() };
    nextTryMs = nowMs() + cooldownMs;
  };
  const refresh = () => {
    if (running) return running;
    if (nowMs() < nextTryMs) return Promise.resolve();
    nextTryMs = nowMs() + failedCooldownMs;
    running = fetchKeys()
      .catch((err: unknown) => options.logger?.warn({ err }, 'jwks.fetch-failed'))
      .finally(() => {
        running = undefined;
      });
    return running;
  };

  return async (header, token) => {
    if (!keys || (header?.kid !== undefined && !keys.kids.has(header.kid))) await refresh();
    else if (nowMs() - keys.atMs > maxAgeMs) void refresh();
    if (!keys) throw new JwksUnavailableError('the key set of the token issuer was not reachable yet');
    return keys.get(header, token);
  };
}

/** No key was ever fetched, so no token can be judged: answered with 503, not 401. */
export class JwksUnavailableError extends Error {
  override readonly name = 'JwksUnavailableError';
  readonly code = 'UPSTREAM_UNAVAILABLE';
}
