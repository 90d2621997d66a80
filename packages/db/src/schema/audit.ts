import { bigint, timestamp } from 'drizzle-orm/pg-core';
import { words } from '../columns/words.ts';
import { ares } from './ares.ts';

/** What people changed, who and why; only ever appended to. */
export const audit = ares.table('audit', {
  id: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
  at: timestamp({ withTimezone: true, mode: 'date' }).notNull().defaultNow(),
  by: words().notNull(),
  what: words().notNull(),
  reason: words().notNull(),
});
