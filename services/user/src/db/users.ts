import { text, timestamp, uuid } from 'drizzle-orm/pg-core';
import { shopUser } from './shop-user.ts';

export const users = shopUser.table('users', {
  id: uuid().primaryKey().defaultRandom(),
  /** Lower case, so that one address is one account. */
  email: text().notNull().unique(),
  name: text().notNull(),
  /** PHC string; it tells its own parameters. */
  passwordHash: text().notNull(),
  createdAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
});
