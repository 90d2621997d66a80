import { randomUUID } from 'node:crypto';
import type { Database } from '@shop/kit';
import { and, eq } from 'drizzle-orm';
import { orderLines, orders } from '../db/orders.ts';
import { leaseMs } from '../saga/drive.ts';
import type { Order } from '../saga/order.ts';
import { newSaga } from '../saga/saga.ts';
import { addEvent, dueIn, type OrderRow, toOrder, withLines } from '../saga/saga-store.ts';
import type { Purchase } from './buyable-lines.ts';
import { type CheckoutRequest, requestHash } from './checkout-request.ts';

export interface Placed {
  readonly order: Order;
  readonly requestHash: string;
}

async function placed(db: Database, row: OrderRow | undefined): Promise<Placed | undefined> {
  if (!row) return undefined;
  const [order] = await withLines(db, [row]);
  return order && { order, requestHash: row.requestHash };
}

/** The order that this user placed under this key before, if any. */
export async function findByKey(
  db: Database,
  { userId, idempotencyKey }: CheckoutRequest,
): Promise<Placed | undefined> {
  const [row] = await db
    .select()
    .from(orders)
    .where(and(eq(orders.userId, userId), eq(orders.idempotencyKey, idempotencyKey)));
  return placed(db, row);
}

/**
 * Writes a new order, leased to this process as if its saga had been claimed.
 * @returns `undefined` if another request under the same key was first
 */
export function placeOrder(db: Database, request: CheckoutRequest, purchase: Purchase): Promise<Order | undefined> {
  const { userId, idempotencyKey, paymentToken } = request;
  const { lines, totalCents, currency } = purchase;
  return db.transaction(async (tx) => {
    const [row] = await tx
      .insert(orders)
      .values({
        id: randomUUID(),
        userId,
        idempotencyKey,
        requestHash: requestHash(request),
        status: newSaga.status,
        step: newSaga.step,
        attempts: newSaga.attempts,
        paymentToken,
        totalCents,
        currency,
        nextRunAt: dueIn(leaseMs),
      })
      .onConflictDoNothing({ target: [orders.userId, orders.idempotencyKey] })
      .returning();
    if (!row) return undefined;
    await tx.insert(orderLines).values(lines.map((line) => ({ orderId: row.id, ...line })));
    const order = toOrder(row, lines);
    await addEvent(tx, order);
    return order;
  });
}
