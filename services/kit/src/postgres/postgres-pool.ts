import { AsyncLocalStorage } from 'node:async_hooks';
import pg from 'pg';
import type { Logger } from 'pino';
import { refusalOf } from '../faults/dependency-switch.ts';
import type { PostgresConfig } from './postgres-config.ts';

/** A frozen server never reports a statement timeout: give up on our side a little later. */
const clientGraceMs = 1_000;

type Connected = (error: Error | undefined, client: pg.PoolClient | undefined, release: (r?: unknown) => void) => void;

/** `query` of pg's pool goes through `connect`, so this one place covers both. */
class GuardedPool extends pg.Pool {
  override connect(): Promise<pg.PoolClient>;
  override connect(callback: Connected): void;
  override connect(callback?: Connected): Promise<pg.PoolClient> | undefined {
    const refusal = refusalOf('postgres');
    if (!callback) return refusal ? Promise.reject(refusal) : super.connect();
    if (refusal) callback(refusal, undefined, () => {});
    else super.connect(callback);
    return undefined;
  }
}

/** A pool whose every wait is bounded and whose broken connections are logged and replaced, never thrown. */
export function postgresPool(config: PostgresConfig, logger: Logger): pg.Pool {
  const pool = new GuardedPool({
    connectionString: config.DATABASE_URL,
    max: config.DATABASE_POOL_MAX,
    connectionTimeoutMillis: config.DATABASE_CONNECT_TIMEOUT_MS,
    statement_timeout: config.DATABASE_STATEMENT_TIMEOUT_MS,
    query_timeout: config.DATABASE_STATEMENT_TIMEOUT_MS + clientGraceMs,
    idle_in_transaction_session_timeout: config.DATABASE_STATEMENT_TIMEOUT_MS * 2,
    idleTimeoutMillis: 60_000,
    keepAlive: true,
    keepAliveInitialDelayMillis: 10_000,
  });
  // Bound, or the line would carry the id of the request that happened to open the connection.
  const lost = (err: Error) => logger.warn({ reason: err.message }, 'postgres.connection-lost');
  pool.on('error', AsyncLocalStorage.bind(lost));
  return pool;
}
