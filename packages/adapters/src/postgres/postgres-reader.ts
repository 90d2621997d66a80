import type { AuditEntry, Incident, IncidentFilter, IncidentStory, KnowledgeReader } from '@ares/core';
import { actions, audit, incidents, timeline } from '@ares/db';
import { and, asc, desc, eq, inArray, sql } from 'drizzle-orm';
import type { Pool } from 'pg';
import { type Database, databaseOn } from './database.ts';
import { snapshot } from './load.ts';
import { overview } from './overview.ts';
import { actionOf, eventOf, incidentOf } from './rows.ts';
import { ask } from './store-error.ts';

const PAGE_MAX = 500;
const AMBIGUOUS_MAX = 10;

/** What people read; never writes, so that it works on a full or read-only store. */
export function postgresReader(pool: Pool): KnowledgeReader {
  const db = databaseOn(pool);
  return {
    overview: (shard) => ask('overview', () => overview(db, shard)),
    incidents: (filter) => ask('incidents', () => page(db, filter)),
    incident: (idOrPrefix) => ask('incident', () => story(db, idOrPrefix)),
    audit: (limit) => ask('audit', () => auditLog(db, limit)),
  };
}

async function page(db: Database, { service, open, before, limit }: IncidentFilter): Promise<readonly Incident[]> {
  const isOpen = inArray(incidents.state, ['open', 'escalated']);
  const older = before && sql`(${incidents.detectedAtMs}, ${incidents.id}) < (${before.detectedAtMs}, ${before.id})`;
  const rows = await db
    .select()
    .from(incidents)
    .where(
      and(
        service === undefined ? undefined : eq(incidents.service, service),
        open === undefined ? undefined : open ? isOpen : sql`not ${isOpen}`,
        older,
      ),
    )
    .orderBy(desc(incidents.detectedAtMs), desc(incidents.id))
    .limit(Math.max(1, Math.min(PAGE_MAX, limit)));
  return rows.map(incidentOf);
}

/** An exact id wins over longer ones that begin with it. */
const story = (db: Database, idOrPrefix: string): ReturnType<KnowledgeReader['incident']> =>
  db.transaction(async (tx): Promise<IncidentStory | { readonly ambiguous: readonly string[] } | undefined> => {
    if (idOrPrefix === '') return undefined;
    const begins = sql`starts_with(${incidents.id}, ${idOrPrefix})`;
    const found = await tx.select().from(incidents).where(begins).orderBy(asc(incidents.id)).limit(AMBIGUOUS_MAX);
    const row = found.find(({ id }) => id === idOrPrefix) ?? (found.length === 1 ? found[0] : undefined);
    if (row === undefined) return found.length > 0 ? { ambiguous: found.map(({ id }) => id) } : undefined;
    const acted = await tx
      .select()
      .from(actions)
      .where(eq(actions.incidentId, row.id))
      .orderBy(asc(actions.intendedAtMs), asc(actions.attempt));
    const told = await tx
      .select()
      .from(timeline)
      .where(eq(timeline.incidentId, row.id))
      .orderBy(asc(timeline.atMs), asc(timeline.id));
    return { incident: incidentOf(row), actions: acted.map(actionOf), timeline: told.map(eventOf) };
  }, snapshot);

async function auditLog(db: Database, limit: number): Promise<readonly AuditEntry[]> {
  const rows = await db
    .select()
    .from(audit)
    .orderBy(desc(audit.id))
    .limit(Math.max(1, Math.min(PAGE_MAX, limit)));
  return rows.map(({ at, by, what, reason }) => ({ atMs: at.getTime(), by, what, reason }));
}
