import { bigserial, index, integer, pgEnum, pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core';

export const paymentState = pgEnum('payment_state', ['started', 'charged', 'declined', 'refunded', 'void']);
export const paymentEntryKind = pgEnum('payment_entry_kind', ['charge', 'refund']);

/** The simulated provider's books. The saga does not read them: it asks through the `payment` module. */
export const payments = pgTable('payments', {
  orderId: uuid().primaryKey(), // the provider's idempotency key
  amountCents: integer().notNull(),
  state: paymentState().notNull(),
  attempts: integer().notNull(),
});

/** Money that moved. No key forbids a second charge, so that a test can see one. */
export const paymentEntries = pgTable(
  'payment_entries',
  {
    id: bigserial({ mode: 'number' }).primaryKey(),
    orderId: uuid().notNull(),
    kind: paymentEntryKind().notNull(),
    amountCents: integer().notNull(),
    cardToken: text().notNull(),
    at: timestamp({ withTimezone: true }).notNull().defaultNow(),
  },
  (t) => [index('entries_of_order').on(t.orderId)],
);
