import pg from 'pg';
import { CliError } from '../cli-error.ts';

/** Any number that nothing else in the database locks; shared by all who use the server, exclusive to its end. */
const PRESENCE_LOCK = 4_283_746_102;
const WAIT_MS = 10_000;

/** A connection that says "somebody uses this server". It ends with its process, however that ends. */
export type Presence = pg.Client;

/**
 * Joins those who use the server; undefined while it is starting or ending.
 * @throws CliError when the recorded password is not the server's
 */
export async function arrive(url: string): Promise<Presence | undefined> {
  const client = new pg.Client({
    connectionString: url,
    application_name: 'ares presence',
    connectionTimeoutMillis: WAIT_MS,
    lock_timeout: WAIT_MS,
    query_timeout: 2 * WAIT_MS,
    keepAlive: true,
  });
  client.on('error', () => {});
  try {
    await client.connect();
    await client.query('select pg_advisory_lock_shared($1)', [PRESENCE_LOCK]);
    return client;
  } catch (error) {
    await client.end().catch(() => {});
    if (!isRefusal(error)) return undefined;
    throw new CliError('the knowledge store refuses the password beside its data', {
      remedy: 'put the file `password` back that belongs to these data, or set DATABASE_URL',
      cause: error,
    });
  }
}

const isRefusal = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && String(error.code).startsWith('28');

/**
 * Leaves the server. Whoever is last runs `end` while nobody can arrive, so that no server is stopped under another
 * process and none stays behind.
 * @returns whether this was the last
 */
export async function leave(presence: Presence, end: () => Promise<void>): Promise<boolean> {
  try {
    await presence.query('select pg_advisory_unlock_shared($1)', [PRESENCE_LOCK]);
    const asked = await presence.query<{ last: boolean }>('select pg_try_advisory_lock($1) as last', [PRESENCE_LOCK]);
    const last = asked.rows[0]?.last ?? false;
    if (last) await end();
    return last;
  } finally {
    await presence.end().catch(() => {});
  }
}
