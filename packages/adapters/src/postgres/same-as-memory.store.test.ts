import { fresh, memoryUnderTest } from '@ares/simulator/testing';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Player, step } from './testing/player.ts';
import { openPostgresStage, type PostgresStage } from './testing/postgres-stage.ts';

let postgres: PostgresStage;
beforeAll(async () => {
  postgres = await openPostgresStage();
});
afterAll(() => postgres.stop());

const RUNS = 60;

test('whatever happens, PostgreSQL and the simulator answer the same and keep at most one in flight per target', () =>
  fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 10, maxLength: 60 }), async (steps) => {
      const names = { shard: fresh('shard'), incidentId: fresh('incident') };
      const real = new Player(postgres.under, names);
      const model = new Player(memoryUnderTest(), names);
      await postgres.under.setKillSwitch(false);
      await Promise.all([real.begin(), model.begin()]);
      for (const next of steps) expect(await real.play(next)).toEqual(await model.play(next));
      expect(await real.state()).toEqual(await model.state());
    }),
    { numRuns: RUNS },
  ));
