import { postgresKnowledge } from '@ares/adapters/postgres';
import { AresError } from '@ares/core';
import { knowledgePool } from '@ares/db';
import { expect, test } from 'vitest';
import type { LambdaPath } from '../testing/lambda-path.ts';
import { stage } from '../testing/stage.ts';

const it = stage();
const { path, actions, incidents, expireLeases } = it;

const killed = () => Promise.reject(new Error('killed'));

/** A crash, and the message of the slot that will see it. */
async function crashed(): Promise<LambdaPath> {
  const way = path();
  await way.run(15_000);
  way.crash();
  way.fakes.clock.advance(1_000);
  await way.ticks.send([{ body: way.slot({ slotMs: way.fakes.clock.now() }) }]);
  return way;
}

/** The desk of a decider that dies in one step of the store. */
const dyingIn = ({ tickDesk }: LambdaPath, step: 'storeIntent' | 'commit' | 'tell') => ({
  ports: { ...tickDesk.ports, knowledge: { ...tickDesk.ports.knowledge, [step]: killed } },
});

test('row 1: killed before the intent is stored, nothing is sent; the next tick decides anew', async () => {
  const way = await crashed();
  expect(await way.tick(dyingIn(way, 'storeIntent'))).toHaveLength(1);
  expect([await actions(way), way.actions.waiting()]).toEqual([[], []]);
  await expireLeases();
  await way.run(40_000);
  expect(way.fakes.commands.starts).toHaveLength(1);
  expect(await incidents(way)).toMatchObject([{ state: 'healed' }]);
});

test('row 2: killed after the intent, before anybody is woken to send it: sent once, by way of the next tick', async () => {
  const way = await crashed();
  way.actions.isDown = true;
  expect(await way.tick()).toHaveLength(1);
  expect(await actions(way)).toMatchObject([{ state: 'intended' }]);
  way.actions.isDown = false;
  await way.run(60_000);
  expect(way.fakes.commands.starts).toHaveLength(1);
  expect(await incidents(way)).toMatchObject([{ state: 'healed' }]);
});

test('row 2: killed with its lease after the intent: its successor drops it, also where its message comes late, and sends its own', async () => {
  const way = await crashed();
  await way.tick();
  const orphaned = way.actions.waiting();
  way.actions.receive();
  await expireLeases();
  await way.ticks.send([{ body: way.slot({ slotMs: way.fakes.clock.now() + 1 }) }]);
  await way.tick({ holder: 'its successor' });
  await way.actions.send(orphaned.map((body) => ({ body })));
  await way.run(60_000);
  const [dropped, sent] = await actions(way);
  expect([dropped, sent]).toMatchObject([{ outcome: 'cancelled' }, { outcome: 'effective' }]);
  expect(way.fakes.commands.starts.map(({ actionId }) => actionId)).toEqual([sent?.id]);
});

test('row 2: killed between the claim and the send: never sent again under its id, and nothing else meanwhile', async () => {
  const way = await crashed();
  await way.tick();
  expect(await way.heal({ commands: { ...way.healDesk.commands, start: killed } })).toBe(1);
  await way.run(30_000);
  expect(await actions(way)).toMatchObject([{ state: 'sending' }]);
  expect(way.fakes.commands.starts).toEqual([]);
  await way.run(240_000);
  const [lost, next, ...more] = await actions(way);
  expect(more).toEqual([]);
  expect([lost?.outcome, next?.outcome]).toEqual(['expired', 'effective']);
  expect(way.fakes.commands.starts.map(({ actionId }) => actionId)).toEqual([next?.id]);
});

test('row 3: killed after the send, before recording it: found by its action id, and never sent again', async () => {
  const way = await crashed();
  await way.tick();
  const { knowledge } = way.healDesk;
  expect(await way.heal({ knowledge: { ...knowledge, recordCommand: killed } })).toBe(1);
  expect(await actions(way)).toMatchObject([{ state: 'sending' }]);
  await way.run(60_000);
  expect(way.fakes.commands.starts).toHaveLength(1);
  expect(await actions(way)).toMatchObject([{ state: 'finished', outcome: 'effective' }]);
});

test('row 4: a send whose end is not known is looked up, and never repeated', async () => {
  const way = await crashed();
  way.fakes.commands.failNext('after');
  await way.tick();
  expect(await way.heal()).toBe(1);
  await way.run(60_000);
  expect(way.fakes.commands.starts).toHaveLength(1);
  expect(await actions(way)).toMatchObject([{ state: 'finished', outcome: 'effective' }]);
});

test('rows 12 and 49: without the store nothing is done, and the alarm on missing ticks hears it', async () => {
  const way = await crashed();
  const { TicksCompleted } = way.measured;
  const nowhere = knowledgePool('postgres://ares_tick@127.0.0.1:1/ares');
  const ports = { ...way.tickDesk.ports, knowledge: postgresKnowledge(nowhere) };
  expect(await way.tick({ ports })).toHaveLength(1);
  await nowhere.end();
  expect(way.measured).toMatchObject({ TicksFailed: 1, TicksCompleted });
  expect(way.actions.waiting()).toEqual([]);
  await way.run(40_000);
  expect(await incidents(way)).toMatchObject([{ state: 'healed' }]);
});

test('row 13: with the store lost in mid-decision there is no intent and no action', async () => {
  const way = await crashed();
  expect(await way.tick(dyingIn(way, 'commit'))).toHaveLength(1);
  expect(await actions(way)).toEqual([]);
  expect(way.actions.waiting()).toEqual([]);
});

test('row 15: a store that is read-only stops every action, and people can still read it', async () => {
  const way = await crashed();
  await it.store.owner.query('alter role ares_tick set default_transaction_read_only = on');
  const readOnly = it.store.as('tick');
  try {
    const ports = { ...way.tickDesk.ports, knowledge: postgresKnowledge(readOnly) };
    const refused = await ports.knowledge.acquireLease(way.shard, 'any', 1_000).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(AresError);
    expect(refused).toMatchObject({ code: 'STORE_UNAVAILABLE' });
    expect(await way.tick({ ports })).toHaveLength(1);
    expect(await incidents(way)).toEqual([]);
    expect(way.actions.waiting()).toEqual([]);
  } finally {
    await it.store.owner.query('alter role ares_tick reset default_transaction_read_only');
  }
});
