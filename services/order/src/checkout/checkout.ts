import { setTimeout as sleep } from 'node:timers/promises';
import { ProblemError } from '@shop/kit';
import type { CartClient } from '../clients/cart-client.ts';
import { type Driver, drive } from '../saga/drive.ts';
import type { Order } from '../saga/order.ts';
import { isFinal } from '../saga/saga.ts';
import { purchaseOf } from './buyable-lines.ts';
import { type CheckoutRequest, requestHash } from './checkout-request.ts';
import { findByKey, type Placed, placeOrder } from './place-order.ts';

export interface Checkout {
  readonly driver: Driver;
  readonly carts: Pick<CartClient, 'read'>;
  /** How long a repeated request waits for the first one. */
  readonly waitMs: number;
}

const pollMs = 100;

/** Waits until the order has come to its end, or gives it back as it is after `waitMs`. */
async function settled({ driver, waitMs }: Checkout, request: CheckoutRequest, first: Order): Promise<Order> {
  let order = first;
  for (let waitedMs = 0; !isFinal(order.saga.status) && waitedMs < waitMs; waitedMs += pollMs) {
    await sleep(pollMs);
    order = (await findByKey(driver.db, request))?.order ?? order;
  }
  return order;
}

function repeated(checkout: Checkout, request: CheckoutRequest, known: Placed): Promise<Order> {
  if (known.requestHash === requestHash(request)) return settled(checkout, request, known.order);
  throw new ProblemError(422, 'idempotency-key-reused', 'This Idempotency-Key was used for another request.');
}

/**
 * Buys the user's cart, once for each idempotency key: a repeated request gets the first one's order.
 * @returns the order, at its end or still under way
 * @throws ProblemError 409 cart-empty or products-gone, 422 idempotency-key-reused, 503 prices-unknown
 */
export async function checkOut(checkout: Checkout, request: CheckoutRequest): Promise<Order> {
  const { driver, carts } = checkout;
  const known = await findByKey(driver.db, request);
  if (known) return repeated(checkout, request, known);
  const purchase = purchaseOf(await carts.read(request.userId));
  const order = await placeOrder(driver.db, request, purchase);
  if (order) return drive(driver, order);
  const first = await findByKey(driver.db, request);
  if (!first) throw new Error('an order was placed under this key and is not there');
  return repeated(checkout, request, first);
}
