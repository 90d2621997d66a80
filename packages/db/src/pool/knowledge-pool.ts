import pg from 'pg';
import { onlyYoung } from './young.ts';

/** How long each step may take, in ms. */
export interface Patience {
  /** Waiting for a free connection, too */
  readonly connectMs: number;
  readonly statementMs: number;
  readonly lockMs: number;
  /** A server that vanished answers nothing, not even an error. */
  readonly answerMs: number;
}

const OF_THE_LOOP: Patience = { connectMs: 5_000, statementMs: 5_000, lockMs: 3_000, answerMs: 8_000 };
const CONNECTIONS_MAX = 10;
/**
 * How long a connection is used at most. What `verify` saw may change: for no longer than this does older code go on
 * over a schema that is not its own.
 */
export const CONNECTION_LIFE_SECONDS = 60;

/** A server that a URL cannot name: the password is one that is asked for with each new connection. */
export interface KnowledgeServer {
  readonly host: string;
  readonly port: number;
  readonly database: string;
  readonly user: string;
  readonly password: string | (() => Promise<string>);
  /** `true` checks the certificate and its host name. */
  readonly ssl: boolean;
  /** Connections at most. */
  readonly max: number;
  /** Asked of each new connection: one that is refused is nobody's. */
  readonly verify?: (client: pg.ClientBase, done: (error?: Error) => void) => void;
}

/** Connections to the knowledge store on which nothing can wait for ever. */
export function knowledgePool(server: string | KnowledgeServer, patience: Patience = OF_THE_LOOP): pg.Pool {
  const { connectMs, statementMs, lockMs, answerMs } = patience;
  const pool = new pg.Pool({
    max: CONNECTIONS_MAX,
    ...(typeof server === 'string' ? { connectionString: server } : server),
    application_name: 'ares',
    connectionTimeoutMillis: connectMs,
    statement_timeout: statementMs,
    lock_timeout: lockMs,
    idle_in_transaction_session_timeout: answerMs,
    query_timeout: answerMs,
    keepAlive: true,
    maxLifetimeSeconds: CONNECTION_LIFE_SECONDS,
  });
  onlyYoung(pool, CONNECTION_LIFE_SECONDS * 1_000);
  // A connection that breaks fails the query on it, or is dropped; as an event it would end the process.
  pool.on('error', () => {});
  pool.on('connect', (client) => client.on('error', () => {}));
  return pool;
}
