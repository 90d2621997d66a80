import { bigint, bigserial, index, integer, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import { shopOrder } from './shop-order.ts';

export const paymentState = shopOrder.enum('payment_state', ['started', 'charged', 'declined', 'refunded', 'void']);
export const paymentEntryKind = shopOrder.enum('payment_entry_kind', ['charge', 'refund']);

/** The simulated provider's books. The saga does not read them: it asks through the `payment` module. */
export const payments = shopOrder.table('payments', {
  orderId: uuid().primaryKey(), // the provider's idempotency key
  amountCents: bigint({ mode: 'number' }).notNull(),
  state: paymentState().notNull(),
  attempts: integer().notNull(),
});

/** Money that moved. No key forbids a second charge, so that a test can see one. */
export const paymentEntries = shopOrder.table(
  'payment_entries',
  {
    id: bigserial({ mode: 'number' }).primaryKey(),
    orderId: uuid().notNull(),
    kind: paymentEntryKind().notNull(),
    amountCents: bigint({ mode: 'number' }).notNull(),
    cardToken: text().notNull(),
    at: timestamp({ withTimezone: true }).notNull().defaultNow(),
  },
  (t) => [index('entries_of_order').on(t.orderId)],
);
