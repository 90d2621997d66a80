import type { Order, OrderLine } from './order.ts';

/** The saga's effects. All are idempotent by order id; a rejection means that the outcome is unknown. */
export interface SagaPorts {
  readonly stock: {
    reserve(orderId: string, lines: readonly OrderLine[], signal: AbortSignal): Promise<'reserved' | 'out-of-stock'>;
    confirm(orderId: string, signal: AbortSignal): Promise<'confirmed' | 'reservation-gone'>;
    release(orderId: string, signal: AbortSignal): Promise<void>;
  };
  readonly payment: {
    charge(
      charge: { readonly orderId: string; readonly amountCents: number; readonly cardToken: string },
      signal: AbortSignal,
    ): Promise<'charged' | 'declined'>;
    cancel(orderId: string, signal: AbortSignal): Promise<void>;
  };
  readonly cart: {
    takeOut(order: Order, signal: AbortSignal): Promise<void>;
  };
}
