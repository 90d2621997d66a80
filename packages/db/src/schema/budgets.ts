import { text } from 'drizzle-orm/pg-core';
import { ares } from './ares.ts';

/**
 * One row a scope: the lock under which its actions are counted, so that no two deciders can overdraw it. The count
 * itself is never stored and so cannot drift.
 */
export const budgets = ares.table('budgets', { scope: text().primaryKey() });
