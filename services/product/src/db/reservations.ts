import { sql } from 'drizzle-orm';
import { check, index, integer, primaryKey, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import { products } from './products.ts';
import { shopProduct } from './shop-product.ts';

/** Stock taken off for an order: `held` until confirmed, released, or expired. */
export const reservations = shopProduct.table(
  'reservations',
  {
    id: uuid().primaryKey(),
    status: text({ enum: ['held', 'confirmed', 'released', 'expired'] }).notNull(),
    expiresAt: timestamp({ withTimezone: true }).notNull(),
    createdAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
  },
  (t) => [
    check('status_is_known', sql`status in ('held', 'confirmed', 'released', 'expired')`),
    index('reservations_to_expire').on(t.expiresAt).where(sql`status = 'held'`),
  ],
);

export const reservationItems = shopProduct.table(
  'reservation_items',
  {
    reservationId: uuid()
      .notNull()
      .references(() => reservations.id),
    productId: uuid()
      .notNull()
      .references(() => products.id),
    quantity: integer().notNull(),
  },
  (t) => [primaryKey({ columns: [t.reservationId, t.productId] }), check('quantity_is_positive', sql`quantity > 0`)],
);
