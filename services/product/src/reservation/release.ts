import { withTransaction } from '@shop/kit';
import type { ClientBase, Pool } from 'pg';
import type { StockChange } from '../cache/catalog-cache.ts';
import { giveBack } from './give-back.ts';
import { readReservation } from './read-reservation.ts';
import { alreadyConfirmed } from './reservation-problems.ts';

/**
 * Gives the stock of a reservation back; again is without effect. One that is not known is recorded as released, so that
 * a request to reserve that is late on its way finds it closed.
 * @throws ProblemError 409 reservation-confirmed
 */
export const release = (pool: Pool, reservationId: string): Promise<readonly StockChange[]> =>
  withTransaction(pool, async (client) => {
    if (await closedUnseen(client, reservationId)) return [];
    const known = await readReservation(client, reservationId);
    if (known?.status === 'confirmed') throw alreadyConfirmed(reservationId);
    return known?.status === 'held' ? giveBack(client, [reservationId], 'released') : [];
  });

async function closedUnseen(client: ClientBase, reservationId: string): Promise<boolean> {
  const { rowCount } = await client.query(
    "insert into reservations (id, status, expires_at) values ($1, 'released', now()) on conflict do nothing",
    [reservationId],
  );
  return rowCount === 1;
}
