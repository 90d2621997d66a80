import { ProblemError } from '@shop/kit';
import type { Context } from 'hono';
import { orderView } from '../orders/order-view.ts';
import type { Order } from '../saga/order.ts';
import type { Ending } from '../saga/saga.ts';

const problems: Readonly<Record<Ending['reason'], { readonly status: number; readonly detail: string }>> = {
  out_of_stock: { status: 409, detail: 'Some products are not in stock in the wanted quantity. Nothing was charged.' },
  reservation_expired: {
    status: 409,
    detail: 'The products could not be held any longer. Any payment was given back.',
  },
  payment_declined: { status: 402, detail: 'The payment was declined. Nothing was charged.' },
  stock_unavailable: {
    status: 502,
    detail: 'The order failed because stock could not be reserved. Nothing was charged.',
  },
  payment_unavailable: {
    status: 502,
    detail: 'The order failed because the payment did not go through. Nothing was charged.',
  },
};

/** Where a checkout has led: 201 bought, 202 still under way, or the problem that it came to. */
export function checkoutAnswer(c: Context, order: Order): Response {
  const { status, ending } = order.saga;
  if (ending && status === ending.status) {
    const { status: httpStatus, detail } = problems[ending.reason];
    const code = ending.reason.replaceAll('_', '-');
    throw new ProblemError(httpStatus, code, detail, { extra: { orderId: order.id, orderStatus: status } });
  }
  c.header('location', `/api/orders/${order.id}`);
  if (status === 'confirmed') return c.json(orderView(order), 201);
  c.header('retry-after', '1');
  return c.json(orderView(order), 202);
}
