import { type Pruned, postgresRetention } from '@ares/adapters/postgres';
import type { Pool } from 'pg';
import * as z from 'zod';

/** What the daily schedule sends. */
const pruneEvent = z.object({ kind: z.literal('prune') });

export const isPrune = (event: unknown): boolean => pruneEvent.safeParse(event).success;

/**
 * Bounds what the store keeps, once a day and as its owner: no function that decides or tells may delete a story.
 * @param open as the owner of the database
 */
export async function prune(open: () => Promise<Pool>, nowMs: number): Promise<Pruned> {
  const pool = await open();
  try {
    return await postgresRetention(pool).prune(nowMs);
  } finally {
    await pool.end();
  }
}
