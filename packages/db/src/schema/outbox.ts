import { sql } from 'drizzle-orm';
import { index, text, timestamp } from 'drizzle-orm/pg-core';
import { epochMs } from '../columns/epoch-ms.ts';
import { words } from '../columns/words.ts';
import { ares } from './ares.ts';
import { outboxKind } from './enums.ts';

/** What people have to be told, in the transaction that decided it; delivered later, however the notifier does. */
export const outbox = ares.table(
  'outbox',
  {
    id: text().primaryKey(),
    kind: outboxKind().notNull(),
    incidentId: text(),
    words: words().notNull(),
    atMs: epochMs().notNull(),
    deliveredAt: timestamp({ withTimezone: true }),
  },
  (t) => [index('outbox_to_deliver').on(t.atMs).where(sql`delivered_at is null`)],
);
