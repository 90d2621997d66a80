import type { PaymentProvider } from '../payment/provider.ts';
import type { Order, OrderLine } from './order.ts';

/** The saga's effects. All are idempotent by order id; a rejection means that the outcome is unknown. */
export interface SagaPorts {
  readonly stock: {
    reserve(orderId: string, lines: readonly OrderLine[]): Promise<'reserved' | 'out-of-stock' | 'reservation-gone'>;
    confirm(orderId: string): Promise<'confirmed' | 'reservation-gone'>;
    release(orderId: string): Promise<void>;
  };
  readonly payment: PaymentProvider;
  readonly cart: {
    takeOut(order: Order): Promise<void>;
  };
}
