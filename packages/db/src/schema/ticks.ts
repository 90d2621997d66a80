import { index, primaryKey, text, timestamp } from 'drizzle-orm/pg-core';
import { ares } from './ares.ts';

/** Tick keys that were decided, for a day. */
export const ticks = ares.table(
  'ticks',
  {
    shard: text().notNull(),
    key: text().notNull(),
    begunAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
  },
  (t) => [
    primaryKey({ name: 'one_decision_per_tick', columns: [t.shard, t.key] }),
    index('ticks_to_prune').on(t.shard, t.begunAt),
  ],
);
