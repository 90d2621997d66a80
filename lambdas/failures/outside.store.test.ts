import { aPolicy } from '@ares/simulator';
import { expect, test } from 'vitest';
import { stage } from '../testing/stage.ts';

const { path, actions, incidents } = stage();

test('row 14: however many are sick, no cap is ever exceeded', async () => {
  const way = path();
  const { budgets, storm } = aPolicy();
  const host = { inFlightMax: 1, perHourMax: 2 };
  way.fakes.setPolicy(aPolicy({ budgets: { ...budgets, host }, storm: { ...storm, rootsMin: 10 } }));
  for (const service of ['cart', 'user', 'order']) way.crash(service);
  const most = { inFlight: 0 };
  for (let second = 0; second < 60; second += 1) {
    await way.run(1_000);
    const inFlight = (await actions(way)).filter(({ state }) => state !== 'finished').length;
    most.inFlight = Math.max(most.inFlight, inFlight);
  }
  expect(most).toEqual({ inFlight: 1 });
  expect(way.fakes.commands.starts).toHaveLength(2);
});

test('row 16: a host whose agent is silent has an incident, nothing is done to it, and people are told', async () => {
  const way = path();
  await way.run(16_000);
  way.fakes.hosts.fail(way.hostId);
  await way.run(90_000);
  expect(await incidents(way)).toMatchObject([{ symptom: 'host-down', state: 'escalated' }]);
  expect(way.fakes.commands.starts).toEqual([]);
  expect(way.notifications.waiting()).toMatchObject([{ kind: 'escalation', fleet: 'shop' }]);
});

test('row 18: a command that hangs is timed out and failed, and nothing overlaps on its target', async () => {
  const way = path();
  way.fakes.commands.answer({ state: 'pending' });
  way.fakes.commands.onAccept(() => {});
  await way.run(15_000);
  way.crash();
  await way.run(60_000);
  expect(await actions(way)).toMatchObject([{ state: 'sent' }]);
  way.fakes.commands.answer({ state: 'timed-out' });
  await way.run(60_000);
  expect((await actions(way))[0]).toMatchObject({ state: 'finished', outcome: 'ineffective' });
});

test('row 50: with the notifier’s queue down healing goes on, and people are told later, once', async () => {
  const way = path();
  way.notifications.isDown = true;
  await way.run(16_000);
  way.fakes.hosts.fail(way.hostId);
  await way.run(60_000);
  expect(way.notifications.waiting()).toEqual([]);
  expect(way.measured.TicksFailed).toBeUndefined();
  way.notifications.isDown = false;
  await way.run(60_000);
  expect(way.notifications.waiting()).toHaveLength(1);
});
