import { sql } from 'drizzle-orm';
import { bigserial, index, jsonb, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import { shopOrder } from './shop-order.ts';

/** Events wait here, written in the transaction that made them true, until the relay has published them. */
export const outbox = shopOrder.table(
  'outbox',
  {
    id: bigserial({ mode: 'number' }).primaryKey(), // order of publication
    eventId: uuid().notNull(), // consumers see an event at least once and tell repeats by this
    type: text().notNull(),
    orderId: uuid().notNull(),
    payload: jsonb().$type<Record<string, unknown>>().notNull(),
    createdAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
    publishedAt: timestamp({ withTimezone: true }),
  },
  (t) => [
    index('outbox_unpublished').on(t.id).where(sql`published_at is null`),
    index('outbox_published').on(t.publishedAt).where(sql`published_at is not null`),
  ],
);
