import { expect, test } from 'vitest';
import { stage } from '../testing/stage.ts';

const { path, ageTicks } = stage();
const MINUTE_MS = 60_000;
const silent = (of: ReturnType<typeof path>) =>
  of.fakes.lines.flatMap(({ event, fields }) => (event === 'tick.shards_silent' ? [fields] : []));

test('promise 49: whichever shard ticks tells the age of the one that waits longest, and names it', async () => {
  const [well, dead] = [path(), path()];
  for (const { ticks, slot, tick } of [dead, well]) {
    await ticks.send([{ body: slot() }]);
    await tick();
  }
  await ageTicks(dead, 5 * MINUTE_MS);
  well.fakes.clock.advance(15_000);
  await well.ticks.send([{ body: well.slot() }]);
  await well.tick({ shards: [well.shard, dead.shard] });
  expect(Math.floor((well.measured.OldestShardTickAgeMs ?? 0) / MINUTE_MS)).toBe(5);
  expect(silent(well)).toMatchObject([{ shards: [dead.shard] }]);
});

test('a shard that never had a tick is as old as the environment that misses it', async () => {
  const way = path();
  const upSinceMs = way.fakes.clock.now() - 4 * MINUTE_MS;
  await way.ticks.send([{ body: way.slot() }]);
  await way.tick({ shards: [way.shard, 'shard-never'], upSinceMs });
  expect(way.measured.OldestShardTickAgeMs).toBe(4 * MINUTE_MS);
  expect(silent(way)).toMatchObject([{ shards: ['shard-never'] }]);
});

test('a fleet whose shards all tick is quiet, and wakes tell nothing', async () => {
  const way = path();
  await way.ticks.send([{ body: way.slot() }]);
  await way.tick({ shards: [way.shard] });
  const afterSlot = way.measured.OldestShardTickAgeMs;
  expect(afterSlot).toBeLessThan(MINUTE_MS);
  await way.ticks.send([{ body: { kind: 'wake', shard: way.shard, reason: 'held', atMs: way.fakes.clock.now() } }]);
  await way.tick({ shards: [way.shard] });
  expect(way.measured).toMatchObject({ TicksCompleted: 2, OldestShardTickAgeMs: afterSlot });
  expect(silent(way)).toEqual([]);
});
