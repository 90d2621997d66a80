import { sql } from 'drizzle-orm';
import { doublePrecision, index, text, uniqueIndex } from 'drizzle-orm/pg-core';
import { epochMs } from '../columns/epoch-ms.ts';
import { json } from '../columns/json.ts';
import { words } from '../columns/words.ts';
import { ares } from './ares.ts';
import { incidentState, symptom, weight } from './enums.ts';

export const incidents = ares.table(
  'incidents',
  {
    id: text().primaryKey(),
    shard: text().notNull(),
    hostId: text().notNull(),
    serviceId: text().notNull(),
    service: text().notNull(),
    containerName: text().notNull(),
    symptom: symptom().notNull(),
    riskScore: doublePrecision().notNull(),
    weight: weight().notNull(),
    evidence: json().notNull(),
    state: incidentState().notNull(),
    beganAtMs: epochMs().notNull(),
    detectedAtMs: epochMs().notNull(),
    lastSeenAtMs: epochMs().notNull(),
    closedAtMs: epochMs(),
    lastDecision: words(),
    rootServiceId: text(),
  },
  (t) => [
    uniqueIndex('one_open_per_target')
      .on(t.shard, t.serviceId, t.containerName)
      .where(sql`state in ('open', 'escalated')`),
    index('incidents_newest_first').on(t.detectedAtMs, t.id),
    index('incidents_of_service').on(t.service, t.detectedAtMs, t.id),
  ],
);
