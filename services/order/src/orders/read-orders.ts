import { type Database, decodeCursor, type Page, pageOf } from '@shop/kit';
import { and, desc, eq, sql } from 'drizzle-orm';
import { z } from 'zod';
import { orders } from '../db/orders.ts';
import type { Order } from '../saga/order.ts';
import { withLines } from '../saga/saga-store.ts';

const position = z.tuple([z.iso.datetime(), z.uuid()]);

export interface OrderList {
  readonly userId: string;
  readonly limit: number;
  readonly cursor: string | undefined;
}

function after(cursor: string | undefined) {
  if (cursor === undefined) return undefined;
  const [createdAt, id] = decodeCursor(position, cursor);
  return sql`(${orders.createdAt}, ${orders.id}) < (${createdAt}::timestamptz, ${id}::uuid)`;
}

/** A user's orders, newest first. */
export async function listOrders(db: Database, { userId, limit, cursor }: OrderList): Promise<Page<Order>> {
  const rows = await db
    .select()
    .from(orders)
    .where(and(eq(orders.userId, userId), after(cursor)))
    .orderBy(desc(orders.createdAt), desc(orders.id))
    .limit(limit + 1);
  const page = pageOf(rows, limit, (row) => [row.createdAt.toISOString(), row.id]);
  return { ...page, items: await withLines(db, page.items) };
}

/** @returns the order if it is this user's, else `undefined`: nobody learns that another's order exists */
export async function findOrder(db: Database, userId: string, id: string): Promise<Order | undefined> {
  const rows = await db
    .select()
    .from(orders)
    .where(and(eq(orders.id, id), eq(orders.userId, userId)));
  const [order] = await withLines(db, rows);
  return order;
}
