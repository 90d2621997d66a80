import type { EpochMs, HostSignal, Knowledge, ServiceMemory, ShardMemory } from '@ares/core';
import { actions, control, hosts, incidents, serviceMemory, shardMemory, signals } from '@ares/db';
import { and, asc, eq, getTableColumns, gte, inArray, ne, or } from 'drizzle-orm';
import type { Database, Transaction } from './database.ts';
import { actionOf, incidentOf, killSwitchOf } from './rows.ts';

/** All reads see the same moment. */
export const snapshot = { isolationLevel: 'repeatable read', accessMode: 'read only' } as const;

const emptyShard: ShardMemory = { unreachable: {}, metricsMissingSinceMs: {} };

const signalOf = (row: typeof signals.$inferSelect): HostSignal => ({
  ...row,
  value: row.value as HostSignal['value'],
});

export const load = (db: Database, shard: string, sinceMs: EpochMs): Promise<Knowledge> =>
  db.transaction((tx) => readKnowledge(tx, shard, sinceMs), snapshot);

export async function readKnowledge(tx: Transaction, shard: string, sinceMs: EpochMs): Promise<Knowledge> {
  const [switchRow] = await tx.select().from(control);
  if (switchRow === undefined) throw new Error('the kill switch has no row: the first migration made it');
  const [shardRow] = await tx.select().from(shardMemory).where(eq(shardMemory.shard, shard));
  const services = await tx.select().from(serviceMemory).where(eq(serviceMemory.shard, shard));
  const isOpen = and(eq(incidents.shard, shard), inArray(incidents.state, ['open', 'escalated']));
  const open = await tx.select().from(incidents).where(isOpen).orderBy(asc(incidents.detectedAtMs), asc(incidents.id));
  const recent = or(ne(actions.state, 'finished'), gte(actions.finishedAtMs, sinceMs));
  const acted = await tx
    .select()
    .from(actions)
    .where(and(eq(actions.shard, shard), recent))
    .orderBy(asc(actions.intendedAtMs), asc(actions.attempt), asc(actions.id));
  const heard = await tx
    .select(getTableColumns(signals))
    .from(signals)
    .innerJoin(hosts, and(eq(hosts.hostId, signals.hostId), eq(hosts.shard, shard)))
    .orderBy(asc(signals.hostId), asc(signals.name));
  return {
    killSwitch: killSwitchOf(switchRow),
    shard: shardRow ? (shardRow.memory as ShardMemory) : emptyShard,
    services: services.map(({ memory }) => memory as ServiceMemory),
    incidents: open.map(incidentOf),
    actions: acted.map(actionOf),
    ...(heard.length === 0 ? {} : { signals: heard.map(signalOf) }),
  };
}
