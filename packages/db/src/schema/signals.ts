import { primaryKey, text } from 'drizzle-orm/pg-core';
import { epochMs } from '../columns/epoch-ms.ts';
import { json } from '../columns/json.ts';
import { words } from '../columns/words.ts';
import { ares } from './ares.ts';

/** What others say of a host, newest only: CloudWatch's metrics and the team's own alarms. */
export const signals = ares.table(
  'signals',
  {
    hostId: text().notNull(),
    name: text().notNull(),
    /** A number, or the state of an alarm. */
    value: json().notNull(),
    words: words().notNull(),
    atMs: epochMs().notNull(),
  },
  (t) => [primaryKey({ name: 'newest_of_its_name', columns: [t.hostId, t.name] })],
);
