import pg from 'pg';

const CONNECT_MS = 5_000;
const STATEMENT_MS = 5_000;
const LOCK_MS = 3_000;
/** A server that vanished answers nothing, not even an error. */
const ANSWER_MS = 8_000;
const CONNECTIONS_MAX = 10;

/** Connections to the knowledge store on which nothing can wait for ever. */
export function knowledgePool(url: string): pg.Pool {
  const pool = new pg.Pool({
    connectionString: url,
    application_name: 'ares',
    max: CONNECTIONS_MAX,
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
