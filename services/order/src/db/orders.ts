import { sql } from 'drizzle-orm';
import { bigint, index, integer, primaryKey, text, timestamp, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { orderStatuses, sagaSteps } from '../saga/saga.ts';
import { shopOrder } from './shop-order.ts';

export const orderStatus = shopOrder.enum('order_status', orderStatuses);
export const sagaStep = shopOrder.enum('saga_step', sagaSteps);

export const orders = shopOrder.table(
  'orders',
  {
    id: uuid().primaryKey(),
    userId: text().notNull(),
    idempotencyKey: text().notNull(),
    requestHash: text().notNull(), // tells a repeated request from another one under the same key
    status: orderStatus().notNull(),
    step: sagaStep().notNull(),
    attempts: integer().notNull(),
    endingReason: text(),
    version: integer().notNull().default(0), // every transition moves it: two workers cannot both move an order
    paymentToken: text().notNull(),
    totalCents: bigint({ mode: 'number' }).notNull(),
    currency: text().notNull(),
    nextRunAt: timestamp({ withTimezone: true }).notNull(),
    createdAt: timestamp({ withTimezone: true, precision: 3 }).notNull().defaultNow(),
  },
  (t) => [
    uniqueIndex('one_order_per_idempotency_key').on(t.userId, t.idempotencyKey),
    index('orders_of_user_by_time').on(t.userId, t.createdAt, t.id),
    index('sagas_due').on(t.nextRunAt).where(sql`step <> 'done'`),
  ],
);

export const orderLines = shopOrder.table(
  'order_lines',
  {
    orderId: uuid()
      .notNull()
      .references(() => orders.id),
    productId: text().notNull(),
    name: text().notNull(),
    unitPriceCents: integer().notNull(), // the price at checkout, whatever the catalog says later
    quantity: integer().notNull(),
  },
  (t) => [primaryKey({ columns: [t.orderId, t.productId] })],
);
