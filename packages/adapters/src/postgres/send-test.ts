import { randomUUID } from 'node:crypto';
import type { TestSent } from '@ares/core';
import { audit, control, outbox } from '@ares/db';
import { desc, eq, sql } from 'drizzle-orm';
import type { Database } from './database.ts';

const PAUSE_MS = 60_000;
const WHAT = 'test message';

/** The message and its audit entry, unless another one was sent within the last minute. */
export const sendTest = (db: Database, by: string, reason: string): Promise<TestSent> =>
  db.transaction(async (tx): Promise<TestSent> => {
    // One after the other: of two people who ask at once, the second finds what the first sent.
    await tx.select({ id: control.id }).from(control).for('update');
    const ageMs = sql<number>`(extract(epoch from clock_timestamp() - ${audit.at}) * 1000)::float8`;
    const lastFirst = desc(audit.id);
    const [last] = await tx.select({ ageMs }).from(audit).where(eq(audit.what, WHAT)).orderBy(lastFirst).limit(1);
    if (last && last.ageMs < PAUSE_MS) return { sent: false, againInMs: Math.ceil(PAUSE_MS - last.ageMs) };
    const id = `test.${randomUUID()}`;
    const words = `A test by ${by}: this is how ARES calls for help. Reason: ${reason}`;
    await tx.insert(outbox).values({ id, kind: 'alarm', words, atMs: Date.now() });
    await tx.insert(audit).values({ by, what: WHAT, reason });
    return { sent: true, id };
  });
