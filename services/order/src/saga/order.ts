import type { Ending, Saga } from './saga.ts';

export interface OrderLine {
  readonly productId: string;
  readonly name: string;
  readonly unitPriceCents: number;
  readonly quantity: number;
}

export interface Order {
  readonly id: string;
  readonly userId: string;
  readonly saga: Saga;
  /** Number of the state; a transition is written only on top of the state that it was worked out from. */
  readonly version: number;
  readonly paymentToken: string;
  readonly totalCents: number;
  readonly currency: string;
  readonly createdAt: Date;
  readonly lines: readonly OrderLine[];
}

const endings: readonly Ending[] = [
  { status: 'cancelled', reason: 'out_of_stock' },
  { status: 'cancelled', reason: 'payment_declined' },
  { status: 'cancelled', reason: 'reservation_expired' },
  { status: 'failed', reason: 'stock_unavailable' },
  { status: 'failed', reason: 'payment_unavailable' },
];

/** The ending with this reason; a reason belongs to one ending only. */
export function endingOf(reason: string | null): Ending | undefined {
  if (reason === null) return undefined;
  const ending = endings.find((each) => each.reason === reason);
  if (!ending) throw new Error(`Order has the unknown ending reason "${reason}"`);
  return ending;
}
