import type { Incident, Lease, ServiceMemory, TickChanges, TimelineEvent } from '@ares/core';
import { incidents, outbox, serviceMemory, shardMemory, timeline } from '@ares/db';
import { sql } from 'drizzle-orm';
import { toSnakeCase } from 'drizzle-orm/casing';
import type { Database, Transaction } from './database.ts';
import { fence } from './fence.ts';
import { moveAction } from './move-action.ts';

/** All or nothing, under the lease. */
export const commit = (db: Database, lease: Lease, changes: TickChanges): Promise<void> =>
  db.transaction(async (tx) => {
    await fence(tx, lease);
    await writeShard(tx, lease.shard, changes);
    await writeServices(tx, lease.shard, changes.services);
    await writeIncidents(tx, changes.incidents);
    for (const action of changes.actions) await moveAction(tx, action);
    await writeTimeline(tx, changes.timeline);
    // A message that was decided again has the same id and is told once.
    if (changes.outbox.length > 0)
      await tx
        .insert(outbox)
        .values([...changes.outbox])
        .onConflictDoNothing();
  });

/** `SET column = excluded.column` for each of the columns. */
const overwrite = <K extends string>(columns: readonly K[]) =>
  Object.fromEntries(columns.map((column) => [column, sql`excluded.${sql.identifier(toSnakeCase(column))}`]));

async function writeShard(tx: Transaction, shard: string, { shard: memory }: TickChanges): Promise<void> {
  const set = overwrite(['memory']);
  await tx.insert(shardMemory).values({ shard, memory }).onConflictDoUpdate({ target: shardMemory.shard, set });
}

async function writeServices(tx: Transaction, shard: string, services: readonly ServiceMemory[]): Promise<void> {
  if (services.length === 0) return;
  await tx
    .insert(serviceMemory)
    .values(services.map((memory) => ({ shard, serviceId: memory.serviceId, memory })))
    .onConflictDoUpdate({ target: [serviceMemory.shard, serviceMemory.serviceId], set: overwrite(['memory']) });
}

const changing = [
  'containerName',
  'symptom',
  'riskScore',
  'weight',
  'evidence',
  'state',
  'lastSeenAtMs',
  'closedAtMs',
  'lastDecision',
  'rootServiceId',
] as const satisfies readonly (keyof Incident)[];

const isClosed = ({ state }: Incident): boolean => state !== 'open' && state !== 'escalated';

/** Those that close come first: a service's next incident opens in the same commit. */
async function writeIncidents(tx: Transaction, changed: readonly Incident[]): Promise<void> {
  for (const group of [changed.filter(isClosed), changed.filter((incident) => !isClosed(incident))]) {
    if (group.length === 0) continue;
    await tx
      .insert(incidents)
      .values(group)
      .onConflictDoUpdate({ target: incidents.id, set: overwrite(changing) });
  }
}

export async function writeTimeline(tx: Transaction, events: readonly TimelineEvent[]): Promise<void> {
  if (events.length > 0) await tx.insert(timeline).values([...events]);
}
