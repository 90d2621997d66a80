import { bigint, text, timestamp } from 'drizzle-orm/pg-core';
import { ares } from './ares.ts';

/** Who decides for a shard. Runs by the database's clock, the only one that all deciders share. */
export const leases = ares.table('leases', {
  shard: text().primaryKey(),
  holder: text().notNull(),
  /** The fencing token: grows with each new holder. */
  epoch: bigint({ mode: 'number' }).notNull(),
  expiresAt: timestamp({ withTimezone: true }).notNull(),
});
