import { type HealMessage, healMessage, type TickMessage } from '@ares/config/aws';
import type { Action } from '@ares/core';
import { aFakePorts, anAction, anIncident } from '@ares/simulator';
import { lead, noChanges, wide } from '@ares/simulator/testing';
import { expect, test, vi } from 'vitest';
import { memoryQueue } from '../testing/memory-queue.ts';
import { onMessage } from './on-message.ts';

/** One intent that is stored, and what heal needs to send it. */
async function stage(over: Partial<Action> = {}) {
  const { clock, log, commands, knowledge } = aFakePorts();
  const shard = 'shard-1';
  const lease = await lead(knowledge, shard);
  const incident = anIncident({ shard });
  await knowledge.commit(lease, { ...noChanges, incidents: [incident] });
  const action = anAction(incident, { epoch: lease.epoch, ...over });
  await knowledge.storeIntent(lease, action, [{ ...wide, scope: 'fleet' }]);
  const [later, ticks] = [memoryQueue<HealMessage>(clock), memoryQueue<TickMessage>(clock)];
  const desk = { clock, log, commands, knowledge, later, ticks, measure: vi.fn() };
  const receive = (message: unknown) => onMessage(desk, JSON.stringify(message));
  const act = () => receive({ kind: 'act', actionId: action.id });
  return { clock, commands, knowledge, later, ticks, desk, receive, act, action };
}

test('an intent is sent, and looked at in a few seconds', async () => {
  const { act, commands, later, action } = await stage();
  await act();
  expect(commands.starts.map(({ actionId }) => actionId)).toEqual([action.id]);
  expect(later.waiting()).toEqual([{ kind: 'follow', actionId: action.id, round: 0 }]);
});

test('row 3: the look is on its way before anything is sent', async () => {
  const { act, commands, later, desk } = await stage();
  later.isDown = true;
  await expect(act()).rejects.toThrow('the queue is down');
  expect(commands.starts).toEqual([]);
  expect(desk.measure.mock.calls).toEqual([['HealsFailed', 1]]);
});

test('a command that goes on is looked at again, later each time, until nobody can expect an end', async () => {
  const { act, receive, commands, later, ticks, clock } = await stage();
  commands.answer({ state: 'pending' });
  await act();
  let looks = 0;
  for (let second = 0; second < 600; second += 1) {
    clock.advance(1_000);
    for (const { body } of later.receive()) {
      looks += 1;
      await receive(healMessage.parse(JSON.parse(body)));
    }
  }
  expect(looks).toBe(10);
  expect(later.waiting()).toEqual([]);
  expect(ticks.waiting()).toEqual([]);
});

test('a command that ended is recorded, and its shard is woken to judge it', async () => {
  const { act, receive, knowledge, ticks, action, clock } = await stage();
  await act();
  await receive({ kind: 'follow', actionId: action.id, round: 0 });
  expect(await knowledge.action({ actionId: action.id })).toMatchObject({ answer: { status: { state: 'done' } } });
  expect(ticks.waiting()).toEqual([{ kind: 'wake', shard: 'shard-1', reason: 'command ended', atMs: clock.now() }]);
});

test('an event of SSM does the same, and needs no round', async () => {
  const { act, receive, knowledge, later, action } = await stage();
  await act();
  const { commandId = '' } = (await knowledge.action({ actionId: action.id })) ?? {};
  await receive({ kind: 'command', commandId, hostId: action.hostId, status: 'Success' });
  expect(await knowledge.action({ actionId: action.id })).toMatchObject({ answer: { commandId } });
  expect(later.waiting()).toHaveLength(1);
});

test('an event about somebody else’s command wakes nobody', async () => {
  const { receive, ticks, later } = await stage();
  await receive({ kind: 'command', commandId: 'theirs', hostId: 'i-9', status: 'Success' });
  expect([ticks.waiting(), later.waiting()]).toEqual([[], []]);
});

test('row 45: what is no message is refused, and counted', async () => {
  const { desk } = await stage();
  await expect(onMessage(desk, '{"kind":"act"}')).rejects.toThrow('actionId');
  await expect(onMessage(desk, 'text')).rejects.toThrow(SyntaxError);
  expect(desk.measure.mock.calls).toEqual([
    ['HealsFailed', 1],
    ['HealsFailed', 1],
  ]);
});
