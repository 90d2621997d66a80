import { index, integer, text, timestamp } from 'drizzle-orm/pg-core';
import { shopUser } from './shop-user.ts';

/** Attempts since the last success, by address and not by account: an unknown address is locked just the same. */
export const loginAttempts = shopUser.table(
  'login_attempts',
  {
    email: text().primaryKey(),
    attempts: integer().notNull(),
    lockedUntil: timestamp({ withTimezone: true }),
    lastAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
  },
  (t) => [index('attempts_to_prune').on(t.lastAt)],
);
