import { pgSchema } from 'drizzle-orm/pg-core';

/** A schema of its own, so that a team's database can hold it beside others. */
export const ares = pgSchema('ares');
