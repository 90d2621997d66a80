import { primaryKey, text } from 'drizzle-orm/pg-core';
import { json } from '../columns/json.ts';
import { ares } from './ares.ts';

/** What ARES remembers of a service between ticks; overwritten by each. */
export const serviceMemory = ares.table(
  'service_memory',
  {
    shard: text().notNull(),
    serviceId: text().notNull(),
    memory: json().notNull(),
  },
  (t) => [primaryKey({ columns: [t.shard, t.serviceId] })],
);
