import type { ClientBase } from 'pg';
import type { ReservationItem, ReservationStatus } from './reservation.ts';

export interface Known {
  readonly status: ReservationStatus;
  readonly expiresAt: string;
  readonly items: readonly ReservationItem[];
}

/** Reads a reservation and locks it until the transaction ends. */
export async function readReservation(client: ClientBase, id: string): Promise<Known | undefined> {
  const { rows } = await client.query<{ status: ReservationStatus; expires_at: Date }>(
    'select status, expires_at from reservations where id = $1 for update',
    [id],
  );
  const [row] = rows;
  if (!row) return undefined;
  const items = await itemsOf(client, [id]);
  return { status: row.status, expiresAt: row.expires_at.toISOString(), items };
}

/** The items of reservations together, one a product. */
export async function itemsOf(client: ClientBase, ids: readonly string[]): Promise<ReservationItem[]> {
  const { rows } = await client.query<ReservationItem>(
    `select product_id as "productId", sum(quantity)::int as quantity
       from reservation_items where reservation_id = any($1::uuid[]) group by product_id`,
    [ids],
  );
  return rows;
}

export function sameItems(a: readonly ReservationItem[], b: readonly ReservationItem[]): boolean {
  const quantities = new Map(a.map((item) => [item.productId, item.quantity]));
  return a.length === b.length && b.every((item) => quantities.get(item.productId) === item.quantity);
}
