import { index, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import { shopUser } from './shop-user.ts';
import { users } from './users.ts';

/** One sign-in; the family of all refresh tokens that came from it. */
export const sessions = shopUser.table(
  'sessions',
  {
    id: uuid().primaryKey().defaultRandom(),
    userId: uuid()
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    createdAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
    expiresAt: timestamp({ withTimezone: true }).notNull(),
    revokedAt: timestamp({ withTimezone: true }),
  },
  (t) => [index('sessions_to_prune').on(t.expiresAt), index('sessions_of_user').on(t.userId)],
);

export const refreshTokens = shopUser.table(
  'refresh_tokens',
  {
    /** SHA-256 of the token: what is stored cannot be presented. */
    tokenHash: text().primaryKey(),
    sessionId: uuid()
      .notNull()
      .references(() => sessions.id, { onDelete: 'cascade' }),
    usedAt: timestamp({ withTimezone: true }),
    createdAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
  },
  (t) => [index('tokens_of_session').on(t.sessionId)],
);
