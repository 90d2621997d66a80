import type { ClientBase } from 'pg';
import type { StockChange } from '../cache/catalog-cache.ts';
import { changeStock, lockStock } from './change-stock.ts';
import { itemsOf } from './read-reservation.ts';

/** Ends locked, held reservations and returns their stock. */
export async function giveBack(
  client: ClientBase,
  ids: readonly string[],
  status: 'released' | 'expired',
): Promise<readonly StockChange[]> {
  await client.query('update reservations set status = $2 where id = any($1::uuid[])', [ids, status]);
  const items = await itemsOf(client, ids);
  await lockStock(
    client,
    items.map((item) => item.productId),
  );
  return changeStock(client, items, 1);
}
