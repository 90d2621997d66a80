import { describe, expect, test } from 'vitest';
import { recordedAnswers } from '../execute/answers.ts';
import { AresError } from '../model/errors.ts';
import { followUp } from './follow-up.ts';
import { heal } from './heal.ts';
import { outcomes, sent } from './testing/seen.ts';
import { aWorld, SHARD, type World } from './testing/world.ts';
import { type TickReport, tick } from './tick.ts';

/** The loop as on AWS: `tick` sends nothing and asks no command API; who sends also reads, when it is told to. */
function apart(world: World) {
  let serial = 0;
  const step = async (): Promise<TickReport> => {
    serial += 1;
    const slot = { shard: SHARD, holder: 'decider-1', key: `slot-${serial}`, leaseTtlMs: 15_000 };
    const sendsNothing = { ...world.ports, commands: forbidden, answers: recordedAnswers };
    return tick(sendsNothing, slot);
  };
  const run = async (ms: number, between?: (report: TickReport) => Promise<unknown>): Promise<void> => {
    for (let t = 0; t < ms; t += 1_000) {
      world.ports.clock.advance(1_000);
      const report = await step();
      await (between ?? serve)(report);
    }
  };
  const serve = async (report: TickReport): Promise<void> => {
    if (report.kind !== 'done') return;
    for (const id of report.wake) await heal(world.ports, id).catch(() => false);
    for (const actionId of report.unanswered) await followUp(world.ports, { actionId });
  };
  return { step, run, serve };
}

const never = (): never => {
  throw new Error('tick may not use the command API');
};
const forbidden = { start: never, status: never, findByActionId: never };

test('heals like the loop that asks itself', async () => {
  const world = aWorld({ cart: {} });
  world.crash('cart');
  await apart(world).run(10_000);
  expect(sent(world)).toEqual(['shop-cart-1']);
  expect(outcomes(world)).toEqual(['effective']);
});

test('row 3: killed after the send, before recording it: found by action id, never sent again', async () => {
  const world = aWorld({ cart: {} });
  world.crash('cart');
  const loop = apart(world);
  world.ports.knowledge.breakDown(['recordCommand']);
  await loop.run(3_000);
  world.ports.knowledge.breakDown([]);
  await loop.run(10_000);
  expect(world.ports.commands.starts).toHaveLength(1);
  expect(outcomes(world)).toEqual(['effective']);
});

test('row 3: while nobody has looked for a send, it is not given up for lost; at last its end is unknown', async () => {
  const world = aWorld({ cart: {} });
  world.restartsHelp = false;
  world.crash('cart');
  const loop = apart(world);
  world.ports.commands.failNext('after');
  const onlySend = async (report: TickReport): Promise<void> => {
    for (const id of report.kind === 'done' ? report.wake : []) await heal(world.ports, id).catch(() => false);
  };
  await loop.run(100_000, onlySend);
  expect(world.ports.knowledge.actions()).toMatchObject([{ state: 'sending' }]);
  await loop.run(200_000, onlySend);
  expect(outcomes(world)[0]).toBe('unknown');
  const [first, ...later] = world.ports.commands.starts.map(({ actionId }) => actionId);
  expect(later).not.toContain(first);
});

test('a send that the host surely never saw expires, once that was looked up', async () => {
  const world = aWorld({ cart: {} });
  world.crash('cart');
  const report = await apart(world).step();
  const [id = ''] = report.kind === 'done' ? report.wake : [];
  await world.ports.knowledge.claim(id, world.ports.clock.now());
  expect(await followUp(world.ports, { actionId: id })).toEqual({ ended: false, shard: SHARD });
  await apart(world).run(100_000);
  expect(outcomes(world)[0]).toBe('expired');
});

describe('row 20: throttled', () => {
  const throttle = (world: World, times: number): void => {
    const { commands } = world.ports;
    const start = commands.start.bind(commands);
    let left = times;
    Object.assign(commands, {
      start: async (request: Parameters<typeof start>[0]) => {
        left -= 1;
        if (left >= 0) throw new AresError('COMMAND_REJECTED', 'rate exceeded', { retryable: true });
        return start(request);
      },
    });
  };

  test('the same intent is tried again, and is one action all the time', async () => {
    const world = aWorld({ cart: {} });
    world.crash('cart');
    throttle(world, 3);
    await apart(world).run(12_000);
    expect(sent(world)).toEqual(['shop-cart-1']);
    expect(outcomes(world)).toEqual(['effective']);
    expect(world.ports.knowledge.actions()).toHaveLength(1);
  });

  test('for good: it expires, and a person is called in the end', async () => {
    const world = aWorld({ cart: {} });
    world.crash('cart');
    throttle(world, Number.POSITIVE_INFINITY);
    await apart(world).run(1_200_000);
    expect(sent(world)).toEqual([]);
    expect(new Set(outcomes(world))).toEqual(new Set(['expired']));
    expect(world.ports.knowledge.incidents()[0]).toMatchObject({ state: 'escalated' });
  });
});

test('an answer that is asked for twice is recorded once and ends the following', async () => {
  const world = aWorld({ cart: {} });
  world.crash('cart');
  const report = await apart(world).step();
  const [actionId = ''] = report.kind === 'done' ? report.wake : [];
  expect(await followUp(world.ports, { actionId })).toEqual({ ended: true, shard: SHARD });
  await heal(world.ports, actionId);
  world.ports.commands.answer({ state: 'pending' });
  expect(await followUp(world.ports, { actionId })).toEqual({ ended: false, shard: SHARD });
  world.ports.commands.answer({ status: 'done' });
  for (const _ of ['first', 'again'])
    expect(await followUp(world.ports, { commandId: `command-${actionId}`, hostId: 'host-1' })).toEqual({
      ended: true,
      shard: SHARD,
    });
  expect(await followUp(world.ports, { actionId: 'never' })).toEqual({ ended: true });
});

test('row 16: a command that its host never had is told as that, and its target is free again', async () => {
  const world = aWorld({ cart: {} });
  world.restartsHelp = false;
  world.crash('cart');
  world.ports.commands.answer({ state: 'undelivered', reason: 'DeliveryTimedOut' });
  await apart(world).run(3_000);
  const [action] = world.ports.knowledge.actions();
  expect(action).toMatchObject({
    state: 'finished',
    outcome: 'expired',
    outcomeReason: expect.stringContaining('DeliveryTimedOut'),
  });
});
