import type { ClientBase } from 'pg';
import type { StockChange } from '../cache/catalog-cache.ts';
import type { ReservationItem } from './reservation.ts';

interface ProductRow {
  readonly id: string;
  readonly stock: number;
}

/**
 * Locks products in the order of their ids, so that transactions that touch the same ones queue up instead of
 * deadlocking.
 * @returns the stock of each that exists
 */
export async function lockStock(client: ClientBase, productIds: readonly string[]): Promise<Map<string, number>> {
  const { rows } = await client.query<ProductRow>(
    'select id, stock from products where id = any($1::uuid[]) order by id for update',
    [productIds],
  );
  return new Map(rows.map((row) => [row.id, row.stock]));
}

/**
 * Adds to (`sign` 1) or takes from (`sign` -1) the stock of locked products. Taking is conditional once more in the
 * statement itself, so that no caller's mistake can sell what is not there.
 * @returns what changed; fewer rows than items if some could not be taken
 */
export async function changeStock(client: ClientBase, items: readonly ReservationItem[], sign: 1 | -1) {
  const { rows } = await client.query<StockChange>(
    `update products p
        set stock = p.stock + d.delta
       from unnest($1::uuid[], $2::int[]) as d (id, delta)
      where p.id = d.id and p.stock + d.delta >= 0
      returning p.slug, p.stock - d.delta as before, p.stock as after`,
    [items.map((item) => item.productId), items.map((item) => sign * item.quantity)],
  );
  return rows;
}
