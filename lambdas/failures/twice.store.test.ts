import { fresh } from '@ares/simulator/testing';
import { expect, test } from 'vitest';
import type { LambdaPath } from '../testing/lambda-path.ts';
import { stage } from '../testing/stage.ts';
import { tickKey } from '../tick/wake-again.ts';

const { path, actions, incidents, expireLeases, ageTicks } = stage();

/** A crash that nobody has seen yet. */
async function crashed(): Promise<LambdaPath> {
  const way = path();
  await way.run(15_000);
  way.crash();
  way.fakes.clock.advance(1_000);
  return way;
}

/** A decider whose look at its hosts lasts until it is let go on. */
function paused({ tickDesk }: LambdaPath) {
  const [looking, goOn] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const { hosts } = tickDesk.ports;
  const snapshot: typeof hosts.snapshot = async (...asked) => {
    const seen = await hosts.snapshot(...asked);
    looking.resolve();
    await goOn.promise;
    return seen;
  };
  return {
    desk: { holder: fresh('lambda'), ports: { ...tickDesk.ports, hosts: { ...hosts, snapshot } } },
    looking: looking.promise,
    goOn: goOn.resolve,
  };
}

test('row 5: the same slot twice is one decision', async () => {
  const way = await crashed();
  const slot = way.slot({ slotMs: way.fakes.clock.now() });
  for (const holder of [fresh('lambda'), fresh('lambda')]) {
    await way.ticks.send([{ body: slot }]);
    expect(await way.tick({ holder })).toEqual([]);
  }
  expect(await actions(way)).toHaveLength(1);
  expect(way.actions.waiting()).toHaveLength(1);
});

test('row 6: every message of every queue twice, and one command', async () => {
  const way = await crashed();
  for (const queue of [way.ticks, way.actions, way.notifications]) queue.isTwice = true;
  await way.run(60_000);
  expect(way.fakes.commands.starts).toHaveLength(1);
  expect(await actions(way)).toMatchObject([{ outcome: 'effective' }]);
  expect(await incidents(way)).toMatchObject([{ state: 'healed' }]);
  expect(way.ticks.waiting().length).toBeLessThan(10);
});

test.each([
  { what: 'that runs on into it is counted', runsForMs: 15_000, counted: 1 },
  { what: 'of a moment ago is not', runsForMs: 0, counted: undefined },
])('rows 7 and 9: while one decides, the slot of another is skipped; a tick $what', async ({ runsForMs, counted }) => {
  const way = await crashed();
  const first = paused(way);
  await way.ticks.send([{ body: way.slot({ slotMs: way.fakes.clock.now() }) }]);
  const running = way.tick(first.desk);
  await first.looking;
  await ageTicks(way, runsForMs);
  await way.ticks.send([{ body: way.slot({ slotMs: way.fakes.clock.now() + 1 }) }]);
  expect(await way.tick()).toEqual([]);
  expect(way.measured.TicksSkipped).toBe(counted);
  first.goOn();
  expect(await running).toEqual([]);
  expect(await actions(way)).toHaveLength(1);
});

test('row 9: wakes that meet a running tick become one look soon after', async () => {
  const way = await crashed();
  const first = paused(way);
  await way.ticks.send([{ body: way.slot({ slotMs: way.fakes.clock.now() }) }]);
  const running = way.tick(first.desk);
  await first.looking;
  const die = (atMs: number) => ({ kind: 'wake', hostId: way.hostId, reason: 'die', atMs }) as const;
  for (let event = 0; event < 5; event += 1) {
    await way.ticks.send([{ body: die(way.fakes.clock.now() - event) }]);
    await way.tick();
  }
  const looks = way.ticks.waiting().map(tickKey);
  expect([looks.length, new Set(looks).size]).toEqual([5, 1]);
  first.goOn();
  await running;
  way.fakes.clock.advance(5_000);
  await way.tick();
  expect(way.measured).toMatchObject({ TicksCompleted: 3 });
});

test('rows 7 and 8: an old decider that wakes after a pause stores nothing and sends nothing', async () => {
  const way = await crashed();
  const old = paused(way);
  await way.ticks.send([{ body: way.slot({ slotMs: way.fakes.clock.now() }) }]);
  const running = way.tick(old.desk);
  await old.looking;
  await expireLeases();
  await way.ticks.send([{ body: way.slot({ slotMs: way.fakes.clock.now() + 1 }) }]);
  await way.tick();
  const stored = await actions(way);
  expect(stored).toHaveLength(1);
  const woken = way.actions.waiting();
  old.goOn();
  expect(await running).toEqual([]);
  expect(await actions(way)).toEqual(stored);
  expect(way.actions.waiting()).toEqual(woken);
});

test('row 46: what is sent again from the dead letters changes nothing', async () => {
  const way = await crashed();
  const slot = way.slot({ slotMs: way.fakes.clock.now() });
  await way.ticks.send([{ body: slot }]);
  await way.tick();
  const messages = way.actions.waiting();
  await way.run(60_000);
  const done = await actions(way);
  expect(done).toMatchObject([{ outcome: 'effective' }]);
  way.fakes.clock.advance(3_600_000);
  await way.ticks.send([{ body: slot }]);
  await way.actions.send(messages.map((body) => ({ body })));
  expect(await way.tick()).toEqual([]);
  expect(await way.heal()).toBe(0);
  expect(way.fakes.commands.starts).toHaveLength(1);
  expect(await actions(way)).toEqual(done);
});
