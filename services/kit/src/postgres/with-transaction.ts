import type { Pool, PoolClient } from 'pg';

/** Serialization failure and deadlock: PostgreSQL undid the whole transaction, so running it again is safe. */
const retryable = new Set(['40001', '40P01']);
const attemptsMax = 3;

/**
 * Runs `work` in one transaction and commits if it resolves; again, up to three times, after a deadlock.
 * `work` must have no effects outside the database.
 */
export async function withTransaction<T>(pool: Pool, work: (client: PoolClient) => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await once(pool, work);
    } catch (error) {
      if (attempt >= attemptsMax || !retryable.has(codeOf(error))) throw error;
    }
  }
}

async function once<T>(pool: Pool, work: (client: PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  let broken: Error | undefined;
  try {
    await client.query('begin');
    const result = await work(client);
    await client.query('commit');
    return result;
  } catch (error) {
    // A connection that cannot roll back is in an unknown state and must not be used again.
    await client.query('rollback').catch((cause: Error) => {
      broken = cause;
    });
    throw error;
  } finally {
    client.release(broken);
  }
}

function codeOf(error: unknown): string {
  for (let current = error; current instanceof Error; current = current.cause) {
    const code = (current as { code?: unknown }).code;
    if (typeof code === 'string') return code;
  }
  return '';
}
