import { AresError, type CommandRequest } from '@ares/core';
import { aPolicy } from '@ares/simulator';
import { expect, test } from 'vitest';
import type { LambdaPath } from '../testing/lambda-path.ts';
import { stage } from '../testing/stage.ts';

const { path, actions, incidents } = stage();

/** A command API that throttles until it is let go; every try by its time. */
function throttling(way: LambdaPath) {
  const { commands, clock } = way.fakes;
  const tries: { readonly actionId: string; readonly atMs: number }[] = [];
  const api = { isDown: true, tries };
  const start = async (request: CommandRequest) => {
    tries.push({ actionId: request.actionId, atMs: clock.now() });
    if (!api.isDown) return commands.start(request);
    throw new AresError('COMMAND_REJECTED', 'ThrottlingException: Rate exceeded', { retryable: true });
  };
  Object.assign(way.healDesk, { commands: { ...commands, start } });
  return api;
}

/** Most that was in flight at the end of any second. */
async function watched(way: LambdaPath, seconds: number): Promise<number> {
  let inFlightMax = 0;
  for (let second = 0; second < seconds; second += 1) {
    await way.run(1_000);
    const inFlight = (await actions(way)).filter(({ state }) => state !== 'finished').length;
    inFlightMax = Math.max(inFlightMax, inFlight);
  }
  return inFlightMax;
}

test('row 20: a command API that throttles gets the action later, once, and until then nothing else takes its place', async () => {
  const way = path();
  const { budgets, storm } = aPolicy();
  const host = { inFlightMax: 1, perHourMax: 10 };
  way.fakes.setPolicy(aPolicy({ budgets: { ...budgets, host }, storm: { ...storm, rootsMin: 10 } }));
  const api = throttling(way);
  await way.run(15_000);
  for (const service of ['cart', 'user']) way.crash(service);
  expect(await watched(way, 30)).toBe(1);
  expect(new Set(api.tries.map(({ actionId }) => actionId)).size).toBe(1);
  // Looks at an action in flight are two seconds apart, slots come between them.
  expect(api.tries.length).toBeGreaterThan(5);
  expect(api.tries.length).toBeLessThanOrEqual(30);
  expect(way.fakes.commands.accepted).toEqual([]);
  api.isDown = false;
  expect(await watched(way, 60)).toBe(1);
  expect(way.fakes.commands.starts.map(({ parameters }) => parameters.ContainerName).toSorted()).toEqual([
    'shop-cart-1',
    'shop-user-1',
  ]);
  expect(await actions(way)).toMatchObject([{ outcome: 'effective' }, { outcome: 'effective' }]);
});

test('row 20: a command API that throttles without end: three intents run out, and a person is told', async () => {
  const way = path();
  const api = throttling(way);
  await way.run(15_000);
  way.crash();
  await way.run(240_000);
  expect(new Set(api.tries.map(({ actionId }) => actionId)).size).toBe(3);
  expect((await actions(way)).map(({ outcome }) => outcome)).toEqual(['expired', 'expired', 'expired']);
  expect(await incidents(way)).toMatchObject([{ state: 'escalated', symptom: 'crash' }]);
  expect(way.notifications.waiting()).toMatchObject([{ kind: 'escalation' }]);
});
