import { expect, test } from 'vitest';
import { stage } from '../testing/stage.ts';

const { path, actions, incidents } = stage();
const HOUR_MS = 3_600_000;

test('row 10: after an hour without a tick the next one goes on, and takes nothing for healthy that it did not see', async () => {
  const way = path();
  await way.run(16_000);
  way.crash();
  way.fakes.hosts.fail(way.hostId);
  way.fakes.clock.advance(HOUR_MS);
  await way.run(60_000);
  expect((await incidents(way)).map(({ state, symptom }) => [state, symptom])).not.toContainEqual(['healed', 'crash']);
  expect((await incidents(way)).filter(({ state }) => state === 'open' || state === 'escalated')).toMatchObject([
    { symptom: 'host-down' },
  ]);
  expect(way.fakes.commands.starts).toEqual([]);
});

test('row 11: slots that were throttled for hours are dropped and counted, and the newest one decides', async () => {
  const way = path();
  const old = Array.from({ length: 5 }, () => {
    way.fakes.clock.advance(15_000);
    return way.slot();
  });
  way.fakes.clock.advance(3 * HOUR_MS);
  await way.ticks.send(old.map((body) => ({ body })));
  expect(await way.tick()).toEqual([]);
  expect(way.measured).toEqual({ TicksDropped: 5 });
  await way.ticks.send([{ body: way.slot() }]);
  await way.tick();
  expect(way.measured).toMatchObject({ TicksDropped: 5, TicksCompleted: 1 });
});

test('row 11: of several slots that are late the newest alone is decided', async () => {
  const way = path();
  const slots = [0, 1].map(() => {
    way.fakes.clock.advance(15_000);
    return way.slot();
  });
  await way.ticks.send(slots.map((body) => ({ body })));
  await way.tick();
  expect(way.measured).toMatchObject({ TicksCompleted: 1 });
  expect(way.measured.TicksDropped).toBeUndefined();
});

test('row 17: an intent whose time is over is not sent', async () => {
  const way = path();
  await way.run(15_000);
  way.crash();
  way.fakes.clock.advance(1_000);
  await way.ticks.send([{ body: way.slot({ slotMs: way.fakes.clock.now() }) }]);
  await way.tick();
  expect(await actions(way)).toMatchObject([{ state: 'intended' }]);
  way.fakes.clock.advance(HOUR_MS);
  expect(await way.heal()).toBe(0);
  expect(way.fakes.commands.starts).toEqual([]);
});
