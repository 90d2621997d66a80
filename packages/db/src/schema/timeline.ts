import { bigint, index, text } from 'drizzle-orm/pg-core';
import { epochMs } from '../columns/epoch-ms.ts';
import { json } from '../columns/json.ts';
import { words } from '../columns/words.ts';
import { ares } from './ares.ts';
import { timelineKind } from './enums.ts';
import { incidents } from './incidents.ts';

/** The stories of incidents; only ever appended to. */
export const timeline = ares.table(
  'timeline',
  {
    /** Order of writing, where two events have the same time. */
    id: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    incidentId: text()
      .notNull()
      .references(() => incidents.id),
    atMs: epochMs().notNull(),
    kind: timelineKind().notNull(),
    words: words().notNull(),
    data: json(),
  },
  (t) => [index('timeline_of_incident').on(t.incidentId, t.atMs, t.id)],
);
