import { withTransaction } from '@shop/kit';
import type { Pool } from 'pg';
import type { StockChange } from '../cache/catalog-cache.ts';
import { giveBack } from './give-back.ts';

const batchSize = 100;

/** Gives the stock of abandoned reservations back. Replicas that run it at once skip each other's. */
export const expire = (pool: Pool): Promise<{ readonly expired: number; readonly changes: readonly StockChange[] }> =>
  withTransaction(pool, async (client) => {
    const { rows } = await client.query<{ id: string }>(
      `select id from reservations where status = 'held' and expires_at < now()
        order by expires_at limit ${batchSize} for update skip locked`,
    );
    if (rows.length === 0) return { expired: 0, changes: [] };
    const ids = rows.map((row) => row.id);
    return { expired: ids.length, changes: await giveBack(client, ids, 'expired') };
  });
