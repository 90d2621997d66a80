import { sql } from 'drizzle-orm';
import { boolean, check, integer, timestamp } from 'drizzle-orm/pg-core';
import { words } from '../columns/words.ts';
import { ares } from './ares.ts';

/** The kill switch: one row, made by the first migration, which sends and intents lock to read. */
export const control = ares.table(
  'control',
  {
    id: integer().primaryKey().default(1),
    killSwitchOn: boolean().notNull().default(false),
    by: words().notNull().default(''),
    reason: words().notNull().default(''),
    since: timestamp({ withTimezone: true, mode: 'date' }),
  },
  (t) => [check('one_switch', sql`${t.id} = 1`)],
);
