import type { Order, OrderLine } from '../saga/order.ts';
import type { OrderStatus } from '../saga/saga.ts';

export interface OrderView {
  readonly id: string;
  readonly status: OrderStatus;
  /** Why it was cancelled or failed. */
  readonly reason?: string;
  readonly totalCents: number;
  readonly currency: string;
  readonly createdAt: string;
  readonly lines: readonly OrderLine[];
}

/** An order as its owner sees it; the same for good once the order has come to its end. */
export const orderView = ({ id, saga, totalCents, currency, createdAt, lines }: Order): OrderView => ({
  id,
  status: saga.status,
  ...(saga.status === saga.ending?.status && { reason: saga.ending.reason }),
  totalCents,
  currency,
  createdAt: createdAt.toISOString(),
  lines: lines
    .toSorted((a, b) => (a.productId < b.productId ? -1 : 1))
    .map(({ productId, name, unitPriceCents, quantity }) => ({ productId, name, unitPriceCents, quantity })),
});
