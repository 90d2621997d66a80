import { audit } from '@ares/db';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { databaseOn } from './database.ts';
import { postgresAdmin } from './postgres-admin.ts';
import { postgresOutbox } from './postgres-outbox.ts';
import { postgresReader } from './postgres-reader.ts';
import { openPostgresStage, type PostgresStage } from './testing/postgres-stage.ts';

let postgres: PostgresStage;
beforeAll(async () => {
  postgres = await openPostgresStage();
});
afterAll(() => postgres.stop());

const waiting = () => postgresOutbox(postgres.pool).pending(10);
const audited = async () => (await postgresReader(postgres.pool).audit(10)).map(({ by, what }) => [by, what]);

test('of several people who ask at once one sends a test, which waits like any message, and the log has who', async () => {
  const admin = postgresAdmin(postgres.pool);
  const sent = await Promise.all(['ada', 'bob', 'cyd'].map((by) => admin.sendTest(by, 'new webhook')));
  expect(sent.filter((one) => one.sent)).toHaveLength(1);
  for (const refused of sent.filter((one) => !one.sent)) {
    expect(refused.againInMs).toBeGreaterThan(0);
    expect(refused.againInMs).toBeLessThanOrEqual(60_000);
  }
  const [[by]] = (await audited()) as [[string]];
  expect(await audited()).toEqual([[by, 'test message']]);
  expect(await waiting()).toMatchObject([{ kind: 'alarm', words: expect.stringContaining(`by ${by}`) }]);
});

test('after a minute there may be another one', async () => {
  await databaseOn(postgres.pool).update(audit).set({ at: sql`now() - interval '61 seconds'` });
  expect(await postgresAdmin(postgres.pool).sendTest('dan', 'again')).toMatchObject({ sent: true });
  expect(await waiting()).toHaveLength(2);
});
