import { text } from 'drizzle-orm/pg-core';
import { json } from '../columns/json.ts';
import { ares } from './ares.ts';

export const shardMemory = ares.table('shard_memory', {
  shard: text().primaryKey(),
  memory: json().notNull(),
});
