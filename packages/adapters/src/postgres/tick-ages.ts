import { ticks } from '@ares/db';
import { sql } from 'drizzle-orm';
import type { Database } from './database.ts';

interface Row extends Record<string, unknown> {
  readonly shard: string;
  readonly ageMs: number;
}

/**
 * How long ago the last tick of each of these shards began, by the database's clock: one look into the index a shard,
 * however many ticks are kept.
 */
export async function tickAgesMs(db: Database, shards: readonly string[]): Promise<ReadonlyMap<string, number>> {
  const last = sql`select ${ticks.begunAt} as at from ${ticks} where ${ticks.shard} = of.shard order by at desc limit 1`;
  const ageMs = sql`(extract(epoch from now() - last.at) * 1000)::double precision`;
  const { rows } = await db.execute<Row>(
    sql`select of.shard, ${ageMs} as "ageMs" from unnest(${sql.param(shards)}::text[]) as of(shard), lateral (${last}) as last`,
  );
  return new Map(rows.map((row) => [row.shard, row.ageMs]));
}
