import type { ShopStack } from './shop-stack.ts';

export interface OrderBook {
  readonly id: string;
  readonly userId: string;
  readonly status: string;
  readonly step: string;
  readonly quantity: number;
  readonly totalCents: number;
  readonly charges: number;
  readonly chargedCents: number;
  readonly refundedCents: number;
}

/** Runs SQL inside the shop's PostgreSQL. @returns the rows as objects */
async function query<Row>(shop: ShopStack, sql: string): Promise<Row[]> {
  const wrapped = `select coalesce(json_agg(rows), '[]') from (${sql}) rows`;
  const psql = ['psql', '-h', '127.0.0.1', '-U', 'postgres', '-d', 'shop', '-At', '-c', wrapped];
  return JSON.parse(await shop.compose('exec', '-T', '-e', 'PGPASSWORD=postgres-dev', 'postgres', ...psql));
}

/** Every order with the money that moved for it, as the stores have them. */
export const orderBooks = (shop: ShopStack): Promise<OrderBook[]> =>
  query(
    shop,
    `select o.id, o.user_id as "userId", o.status, o.step, o.total_cents as "totalCents",
       (select sum(quantity)::int from shop_order.order_lines l where l.order_id = o.id) as quantity,
       (count(e.id) filter (where e.kind = 'charge'))::int as charges,
       coalesce(sum(e.amount_cents) filter (where e.kind = 'charge'), 0)::int as "chargedCents",
       coalesce(sum(e.amount_cents) filter (where e.kind = 'refund'), 0)::int as "refundedCents"
     from shop_order.orders o left join shop_order.payment_entries e on e.order_id = o.id group by o.id`,
  );

export async function stockOf(shop: ShopStack, productId: string): Promise<number> {
  const rows = await query<{ stock: number }>(
    shop,
    `select stock from shop_product.products where id = '${productId}'`,
  );
  return rows[0]?.stock ?? Number.NaN;
}

/** Reservations that still hold stock. */
export async function heldReservations(shop: ShopStack): Promise<number> {
  const rows = await query<{ held: number }>(
    shop,
    "select count(*)::int as held from shop_product.reservations where status = 'held'",
  );
  return rows[0]?.held ?? Number.NaN;
}

/** Sets a product's stock by the product service's own internal path, which also corrects its cache. */
export async function setStock(shop: ShopStack, productId: string, stock: number): Promise<void> {
  const url = JSON.stringify(`http://127.0.0.1:8080/internal/products/${productId}/stock`);
  const init = `{ method: 'PUT', headers: { 'content-type': 'application/json' }, body: '{"stock":${stock}}' }`;
  const code = `fetch(${url}, ${init}).then((r) => process.exit(r.ok ? 0 : 1))`;
  await shop.compose('exec', '-T', 'product', 'node', '-e', code);
}
