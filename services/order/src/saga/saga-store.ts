import { randomUUID } from 'node:crypto';
import type { Database } from '@shop/kit';
import { and, eq, inArray, sql } from 'drizzle-orm';
import { orderLines, orders } from '../db/orders.ts';
import { outbox } from '../db/outbox.ts';
import type { Queryable } from '../db/queryable.ts';
import { endingOf, type Order, type OrderLine } from './order.ts';
import type { Saga } from './saga.ts';

export type OrderRow = typeof orders.$inferSelect;

export const dueIn = (delayMs: number) => sql`now() + ${delayMs} * interval '1 millisecond'`;

export function toOrder(row: OrderRow, lines: readonly OrderLine[]): Order {
  const { id, userId, version, paymentToken, totalCents, currency, createdAt } = row;
  const saga = { status: row.status, step: row.step, attempts: row.attempts, ending: endingOf(row.endingReason) };
  return { id, userId, saga, version, paymentToken, totalCents, currency, createdAt, lines };
}

/** Orders of these rows, each with its lines. */
export async function withLines(db: Queryable, rows: readonly OrderRow[]): Promise<Order[]> {
  if (rows.length === 0) return [];
  const ids = rows.map((row) => row.id);
  const lines = await db.select().from(orderLines).where(inArray(orderLines.orderId, ids));
  const byOrder = Map.groupBy(lines, (line) => line.orderId);
  return rows.map((row) =>
    toOrder(
      row,
      (byOrder.get(row.id) ?? []).map(({ orderId: _, ...line }) => line),
    ),
  );
}

/** Tells the world of the order's status, in the transaction that made it true. */
export async function addEvent(tx: Queryable, order: Order): Promise<void> {
  const { id: orderId, userId, saga, totalCents, currency, lines } = order;
  const { status, ending } = saga;
  const payload = { orderId, userId, status, reason: ending?.reason, totalCents, currency, lines };
  await tx.insert(outbox).values({ eventId: randomUUID(), type: `order.${status}`, orderId, payload });
}

/**
 * Takes orders whose time has come for `leaseMs`: nobody else is given them meanwhile, and if this process dies
 * they come up again afterwards. Replicas skip each other's rows.
 */
export async function claimDue(db: Database, limit: number, leaseMs: number): Promise<Order[]> {
  const due = db
    .select({ id: orders.id })
    .from(orders)
    .where(sql`${orders.step} <> 'done' and ${orders.nextRunAt} <= now()`)
    .orderBy(orders.nextRunAt)
    .limit(limit)
    .for('update', { skipLocked: true });
  const rows = await db
    .update(orders)
    .set({ nextRunAt: dueIn(leaseMs) })
    .where(inArray(orders.id, due))
    .returning();
  return withLines(db, rows);
}

/**
 * Writes a transition, due again after `delayMs`, and its event.
 * @returns the order as it is now, or `undefined` if somebody else moved it first
 */
export function saveTransition(db: Database, order: Order, saga: Saga, delayMs: number): Promise<Order | undefined> {
  return db.transaction(async (tx) => {
    const { status, step, attempts, ending } = saga;
    const [row] = await tx
      .update(orders)
      .set({
        status,
        step,
        attempts,
        endingReason: ending?.reason ?? null,
        version: order.version + 1,
        nextRunAt: dueIn(delayMs),
      })
      .where(and(eq(orders.id, order.id), eq(orders.version, order.version)))
      .returning();
    if (!row) return undefined;
    const moved = toOrder(row, order.lines);
    if (status !== order.saga.status) await addEvent(tx, moved);
    return moved;
  });
}
