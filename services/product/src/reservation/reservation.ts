import { z } from 'zod';

export const reservationRequest = z.object({
  reservationId: z.uuid(),
  items: z
    .array(z.object({ productId: z.uuid(), quantity: z.number().int().min(1).max(1_000) }))
    .min(1)
    .max(100)
    .refine((items) => new Set(items.map((item) => item.productId)).size === items.length, {
      message: 'must name each product once',
    }),
  /** Seconds until an abandoned reservation gives its stock back. */
  ttl: z.number().int().min(1).max(86_400).default(900),
});

export type ReservationRequest = z.output<typeof reservationRequest>;
export type ReservationItem = ReservationRequest['items'][number];
export type ReservationStatus = 'held' | 'confirmed' | 'released' | 'expired';

export interface Reservation {
  readonly reservationId: string;
  readonly status: ReservationStatus;
  readonly expiresAt: string;
}
