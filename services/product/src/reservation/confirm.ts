import { withTransaction } from '@shop/kit';
import type { Pool } from 'pg';
import { readReservation } from './read-reservation.ts';
import type { Reservation } from './reservation.ts';
import { gone, notReserved } from './reservation-problems.ts';

/**
 * Makes a reservation a sale. One past its time is still confirmed as long as nobody gave its stock back: the customer
 * has paid, and the stock is there.
 * @throws ProblemError 404 reservation-not-found, 409 reservation-gone
 */
export const confirm = (pool: Pool, reservationId: string): Promise<Reservation> =>
  withTransaction(pool, async (client) => {
    const known = await readReservation(client, reservationId);
    if (!known) throw notReserved(reservationId);
    if (known.status === 'released' || known.status === 'expired') throw gone(reservationId, known.status);
    await client.query("update reservations set status = 'confirmed' where id = $1", [reservationId]);
    return { reservationId, status: 'confirmed', expiresAt: known.expiresAt };
  });
