import { postgresAdmin, postgresReader } from '@ares/adapters/postgres';
import { createApi } from '@ares/api';
import { knowledgePool } from '@ares/db';
import type { Pool } from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type SignedIn, signedIn } from '../testing/signed-in.ts';

const patience = { connectMs: 2_000, statementMs: 200, lockMs: 200, answerMs: 1_000 };

let store: SignedIn;
let first: Pool;
beforeAll(async () => {
  store = await signedIn();
  first = store.as('api');
});
afterAll(() => store.stop());

const unavailable = { code: 'STORE_UNAVAILABLE' };

test('a test message is among the rights of the API', async () =>
  expect(await postgresAdmin(first).sendTest('ada', 'new webhook')).toMatchObject({ sent: true }));

test('row 12: more connections than its role may have are refused, and the loop gets its own all the same', async () => {
  await store.owner.query('alter role ares_api connection limit 1');
  const held = await first.connect();
  await expect(postgresReader(store.as('api')).audit(1)).rejects.toMatchObject(unavailable);
  expect((await store.as('tick').query('select 1')).rowCount).toBe(1);
  held.release();
  await store.owner.query('alter role ares_api connection limit -1');
});

test('row 12: a database that is slow is 503 in time', async () => {
  const impatient = knowledgePool(String(store.owner.options.connectionString), patience);
  const api = createApi({
    reader: postgresReader(impatient),
    admin: postgresAdmin(impatient),
    shards: async () => [],
    authorize: () => ({ name: 'ada', scopes: ['read'] }),
    version: '1.2.3',
    log: { info: () => {}, warn: () => {} },
  });
  const blocker = await store.owner.connect();
  await blocker.query('begin; lock table ares.audit in access exclusive mode');
  const { status, headers } = await api.request('/api/v1/audit');
  await blocker.query('rollback');
  blocker.release();
  await impatient.end();
  expect([status, headers.get('retry-after')]).toEqual([503, '5']);
});
