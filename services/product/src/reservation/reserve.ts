import { withTransaction } from '@shop/kit';
import type { ClientBase, Pool } from 'pg';
import type { StockChange } from '../cache/catalog-cache.ts';
import { changeStock, lockStock } from './change-stock.ts';
import { type Known, readReservation, sameItems } from './read-reservation.ts';
import type { Reservation, ReservationItem, ReservationRequest } from './reservation.ts';
import { gone, outOfStock, reservedDifferently, unknownProducts } from './reservation-problems.ts';

export interface Reserved {
  readonly reservation: Reservation;
  readonly changes: readonly StockChange[];
}

/**
 * Takes all items off the stock or none. Asking again with the same id and items gives the same reservation.
 * @throws ProblemError 409 out-of-stock, reservation-gone, reservation-conflict; 422 unknown-product
 */
export const reserve = (pool: Pool, request: ReservationRequest): Promise<Reserved> =>
  withTransaction(pool, async (client) => {
    const created = await claimId(client, request);
    if (!created) return { reservation: await repeated(client, request), changes: [] };
    const changes = await take(client, request.items);
    await insertItems(client, request);
    return { reservation: created, changes };
  });

/** Waits for another transaction that is claiming the same id, so exactly one of them goes on. */
async function claimId(client: ClientBase, { reservationId, ttl }: ReservationRequest) {
  const { rows } = await client.query<{ expires_at: Date }>(
    `insert into reservations (id, status, expires_at) values ($1, 'held', now() + make_interval(secs => $2))
     on conflict do nothing returning expires_at`,
    [reservationId, ttl],
  );
  const [row] = rows;
  return row && ({ reservationId, status: 'held', expiresAt: row.expires_at.toISOString() } as const);
}

async function repeated(client: ClientBase, request: ReservationRequest): Promise<Reservation> {
  const known = (await readReservation(client, request.reservationId)) as Known;
  if (known.status === 'released' || known.status === 'expired') throw gone(request.reservationId, known.status);
  if (!sameItems(known.items, request.items)) throw reservedDifferently(request.reservationId);
  return { reservationId: request.reservationId, status: known.status, expiresAt: known.expiresAt };
}

async function take(client: ClientBase, items: readonly ReservationItem[]): Promise<StockChange[]> {
  const stock = await lockStock(
    client,
    items.map((item) => item.productId),
  );
  const unknown = items.filter((item) => !stock.has(item.productId));
  if (unknown.length > 0) throw unknownProducts(unknown.map((item) => item.productId));
  const shortages = items
    .map(({ productId, quantity }) => ({ productId, requested: quantity, available: stock.get(productId) ?? 0 }))
    .filter((item) => item.available < item.requested);
  if (shortages.length > 0) throw outOfStock(shortages);
  const changes = await changeStock(client, items, -1);
  if (changes.length !== items.length) throw new Error('stock changed under its lock');
  return changes;
}

const insertItems = (client: ClientBase, { reservationId, items }: ReservationRequest) =>
  client.query(
    `insert into reservation_items (reservation_id, product_id, quantity)
     select $1, * from unnest($2::uuid[], $3::int[])`,
    [reservationId, items.map((item) => item.productId), items.map((item) => item.quantity)],
  );
