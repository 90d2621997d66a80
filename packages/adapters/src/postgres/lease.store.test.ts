import { afterAll, beforeAll, expect, test } from 'vitest';
import { deciderOf } from './lease.ts';
import { openPostgresStage, type PostgresStage } from './testing/postgres-stage.ts';

let postgres: PostgresStage;
beforeAll(async () => {
  postgres = await openPostgresStage();
});
afterAll(() => postgres.stop());

test('who decides is known to the one that stands by, with the time of the takeover by the clock of the store', async () => {
  const { pool, under } = postgres;
  expect(await deciderOf(pool, 'standby')).toBeUndefined();
  await under.knowledge.acquireLease('standby', 'host-1, process 7', 15_000);
  expect(await under.knowledge.acquireLease('standby', 'host-2, process 8', 15_000)).toBeUndefined();
  const decider = await deciderOf(pool, 'standby');
  expect(decider?.holder).toBe('host-1, process 7');
  const { rows } = await pool.query('select extract(epoch from now()) * 1000 as now');
  expect(Math.abs(Number(rows[0].now) - (decider?.sinceMs ?? 0))).toBeLessThan(60_000);
});
