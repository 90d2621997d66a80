import { knowledgePool, migrate } from '@ares/db';
import { startPostgres, type TestServer } from '@ares/db/testing';
import type { Pool } from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { isPrune, prune } from './prune.ts';

let server: TestServer;
let look: Pool;
beforeAll(async () => {
  server = await startPostgres();
  look = knowledgePool(server.url);
  await migrate(look);
});
afterAll(async () => {
  await look.end();
  await server.stop();
});

const DAY_MS = 86_400_000;

test('what is older than 90 days goes, what is younger stays', async () => {
  const nowMs = 200 * DAY_MS;
  const signal = (name: string, atMs: number) =>
    look.query('insert into ares.signals values ($1, $2, $3, $4, $5)', ['i-1', name, '1', name, atMs]);
  await signal('old', nowMs - 91 * DAY_MS);
  await signal('young', nowMs - 89 * DAY_MS);
  const pruned = await prune(async () => knowledgePool(server.url), nowMs);
  expect(pruned).toEqual({ incidents: 0, services: 0, messages: 0, signals: 1 });
  expect((await look.query('select name from ares.signals')).rows).toEqual([{ name: 'young' }]);
});

test.each([{ RequestType: 'Create' }, {}, undefined, 'prune'])('%j asks for nothing of the kind', (event) => {
  expect(isPrune(event)).toBe(false);
  expect(isPrune({ kind: 'prune' })).toBe(true);
});
