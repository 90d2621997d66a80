import { ProblemError } from '@shop/kit';
import type { ReservationStatus } from './reservation.ts';

export interface Shortage {
  readonly productId: string;
  readonly requested: number;
  readonly available: number;
}

export const outOfStock = (shortages: readonly Shortage[]): ProblemError =>
  new ProblemError(409, 'out-of-stock', 'Some products are not in stock in the wanted quantity.', {
    extra: { shortages },
  });

export const unknownProducts = (productIds: readonly string[]): ProblemError =>
  new ProblemError(422, 'unknown-product', `There is no product ${productIds.join(', ')}.`, { extra: { productIds } });

export const notReserved = (reservationId: string): ProblemError =>
  new ProblemError(404, 'reservation-not-found', `There is no reservation ${reservationId}.`);

export const reservedDifferently = (reservationId: string): ProblemError =>
  new ProblemError(409, 'reservation-conflict', `Reservation ${reservationId} exists with other items.`);

export const gone = (reservationId: string, status: ReservationStatus): ProblemError =>
  new ProblemError(409, 'reservation-gone', `Reservation ${reservationId} is ${status}.`, {
    extra: { reservationStatus: status },
  });

export const alreadyConfirmed = (reservationId: string): ProblemError =>
  new ProblemError(409, 'reservation-confirmed', `Reservation ${reservationId} is confirmed and cannot be released.`);
