import { postgresKnowledge } from '@ares/adapters/postgres';
import { aPolicy } from '@ares/simulator';
import { expect, test } from 'vitest';
import type { LambdaPath } from '../testing/lambda-path.ts';
import { stage } from '../testing/stage.ts';
import type { TickDesk } from '../tick/tick-desk.ts';

const it = stage();
const { path, actions, incidents } = it;

type Knowledge = TickDesk['ports']['knowledge'];

const caps = (of: 'host' | 'fleet') => {
  const { budgets, storm } = aPolicy();
  const narrow = { inFlightMax: 1, perHourMax: 10 };
  return aPolicy({ budgets: { ...budgets, [of]: narrow }, storm: { ...storm, rootsMin: 10 } });
};

const deskWith = ({ tickDesk }: LambdaPath, over: Partial<Knowledge>): Partial<TickDesk> => ({
  ports: { ...tickDesk.ports, knowledge: { ...tickDesk.ports.knowledge, ...over } },
});

/** One more tick of now. */
async function tick(way: LambdaPath, desk: Partial<TickDesk> = {}): Promise<readonly string[]> {
  way.fakes.clock.advance(1_000);
  await way.ticks.send([{ body: way.slot({ slotMs: way.fakes.clock.now() }) }]);
  return way.tick(desk);
}

const results = (way: LambdaPath) =>
  way.fakes.lines.filter(({ event }) => event === 'plan.intent').map(({ fields }) => fields.result);

test('row 14: a decider that reads no action of before is refused by the write, on the same target and by the cap', async () => {
  const way = path();
  way.fakes.setPolicy(caps('host'));
  await way.run(15_000);
  way.crash('user');
  await tick(way);
  const stored = await actions(way);
  const { load } = way.tickDesk.ports.knowledge;
  const unread = deskWith(way, { load: async (...asked) => ({ ...(await load(...asked)), actions: [] }) });
  expect(await tick(way, unread)).toEqual([]);
  way.crash('cart');
  expect(await tick(way, unread)).toEqual([]);
  expect(results(way)).toEqual(['stored', 'in-flight', 'over-budget']);
  expect(await actions(way)).toEqual(stored);
});

test('row 14: a decider that reads nothing of before writes nothing, and its messages come back', async () => {
  const way = path();
  await way.run(15_000);
  const before = await way.tickDesk.ports.knowledge.load(way.shard, 0);
  way.crash();
  await tick(way);
  const [stored, known] = [await actions(way), await incidents(way)];
  expect(await tick(way, deskWith(way, { load: async () => before }))).not.toEqual([]);
  expect([await actions(way), await incidents(way)]).toEqual([stored, known]);
});

test('row 14: shards that decide at the same moment share the cap of the fleet', async () => {
  const ways = [path(), path(), path(), path()];
  for (const way of ways) {
    way.fakes.setPolicy(caps('fleet'));
    await way.run(15_000);
    way.crash();
  }
  await it.store.owner.query(`update ares.actions set state = 'finished' where state <> 'finished'`);
  await Promise.all(ways.map((way) => tick(way)));
  expect(ways.flatMap(results).toSorted()).toEqual(['over-budget', 'over-budget', 'over-budget', 'stored']);
  expect((await Promise.all(ways.map(actions))).flat()).toHaveLength(1);
});

test('row 14: the store fails over after it took an intent and before it said so: sent once, by a later tick', async () => {
  const way = path();
  const pool = it.store.as('tick');
  pool.options.application_name = 'failing-over';
  const knowledge = postgresKnowledge(pool);
  await way.run(15_000);
  way.crash();
  const lost = deskWith(way, {
    ...knowledge,
    async storeIntent(...intent) {
      await knowledge.storeIntent(...intent);
      await it.store.owner.query(`select pg_terminate_backend(pid) from pg_stat_activity where application_name = $1`, [
        'failing-over',
      ]);
      throw new Error('the connection to the store broke');
    },
  });
  expect(await tick(way, lost)).toHaveLength(1);
  expect(way.actions.waiting()).toEqual([]);
  await way.run(60_000);
  expect(way.fakes.commands.starts).toHaveLength(1);
  expect(await incidents(way)).toMatchObject([{ state: 'healed' }]);
});
