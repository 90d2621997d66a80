import { sql } from 'drizzle-orm';
import { bigint, index, integer, text, uniqueIndex } from 'drizzle-orm/pg-core';
import { epochMs } from '../columns/epoch-ms.ts';
import { json } from '../columns/json.ts';
import { words } from '../columns/words.ts';
import { ares } from './ares.ts';
import { actionKind, actionState, outcome, symptom } from './enums.ts';
import { incidents } from './incidents.ts';

export const actions = ares.table(
  'actions',
  {
    /** Incident, rung, attempt: the idempotency key. */
    id: text().primaryKey(),
    incidentId: text()
      .notNull()
      .references(() => incidents.id),
    shard: text().notNull(),
    hostId: text().notNull(),
    serviceId: text().notNull(),
    targetId: text().notNull(),
    containerName: text().notNull(),
    containerId: text().notNull(),
    startedAt: text().notNull(),
    kind: actionKind().notNull(),
    symptom: symptom().notNull(),
    rung: integer().notNull(),
    attempt: integer().notNull(),
    replicas: integer(),
    stopTimeoutSeconds: integer().notNull(),
    state: actionState().notNull(),
    outcome: outcome(),
    outcomeReason: words(),
    epoch: bigint({ mode: 'number' }).notNull(),
    intendedAtMs: epochMs().notNull(),
    expiresAtMs: epochMs().notNull(),
    claimedAtMs: epochMs(),
    commandId: text(),
    /** What was last read of its command. */
    answer: json(),
    sentAtMs: epochMs(),
    result: json(),
    finishedAtMs: epochMs(),
    servingAtMs: epochMs(),
    /** Budgets that it counts against. */
    scopes: text().array().notNull(),
  },
  (t) => [
    uniqueIndex('one_in_flight_per_target').on(t.targetId).where(sql`state <> 'finished'`),
    index('actions_of_incident').on(t.incidentId),
    index('actions_of_shard').on(t.shard, t.finishedAtMs),
    index('actions_by_time').on(t.intendedAtMs),
  ],
);
