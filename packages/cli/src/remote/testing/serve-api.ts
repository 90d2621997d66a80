import type { AddressInfo } from 'node:net';
import { postgresAdmin, postgresReader, postgresRoster } from '@ares/adapters/postgres';
import { createApi } from '@ares/api';
import { type ServerType, serve } from '@hono/node-server';
import type { Pool } from 'pg';
import { version } from '../../version.ts';

/** Tokens that stand for what a gateway has verified. */
const callers: Readonly<Record<string, { readonly name: string; readonly scopes: readonly ('read' | 'operate')[] }>> = {
  'Bearer operator': { name: 'ada', scopes: ['read', 'operate'] },
  'Bearer viewer': { name: 'vera', scopes: ['read'] },
};

/** The real API over a real store on this machine. */
export async function serveApi(pool: Pool): Promise<{ readonly url: string; stop(): Promise<void> }> {
  const { fetch } = createApi({
    reader: postgresReader(pool),
    admin: postgresAdmin(pool),
    shards: () => postgresRoster(pool).shards(),
    authorize(c) {
      const caller = callers[c.req.header('authorization') ?? ''];
      return caller && { ...caller, signedInAtMs: Date.now() };
    },
    version: version(),
    log: { info: () => {}, warn: () => {} },
  });
  const server = await new Promise<ServerType>((resolve) => {
    const started: ServerType = serve({ fetch, port: 0, hostname: '127.0.0.1' }, () => resolve(started));
  });
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { url, stop: () => new Promise((resolve) => server.close(() => resolve())) };
}
