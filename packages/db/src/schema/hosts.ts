import { index, text } from 'drizzle-orm/pg-core';
import { ares } from './ares.ts';

/** The hosts of a fleet as the last scheduled tick of their shard was given them, for those ticks that only wake. */
export const hosts = ares.table(
  'hosts',
  {
    hostId: text().primaryKey(),
    shard: text().notNull(),
    address: text().notNull(),
  },
  (t) => [index('hosts_of_shard').on(t.shard)],
);
