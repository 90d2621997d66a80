import pg from 'pg';

const CONNECT_MS = 5_000;
const STATEMENT_MS = 5_000;
const LOCK_MS = 3_000;
/** A server that vanished answers nothing, not even an error. */
const ANSWER_MS = 8_000;
const CONNECTIONS_MAX = 10;

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
export function knowledgePool(server: string | KnowledgeServer): pg.Pool {
  const pool = new pg.Pool({
    max: CONNECTIONS_MAX,
    ...(typeof server === 'string' ? { connectionString: server } : server),
    application_name: 'ares',
    connectionTimeoutMillis: CONNECT_MS,
    statement_timeout: STATEMENT_MS,
    lock_timeout: LOCK_MS,
    idle_in_transaction_session_timeout: ANSWER_MS,
    query_timeout: ANSWER_MS,
    keepAlive: true,
  });
  // A connection that breaks fails the query on it, or is dropped; as an event it would end the process.
  pool.on('error', () => {});
  pool.on('connect', (client) => client.on('error', () => {}));
  return pool;
}
