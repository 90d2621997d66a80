import { aPolicy, aProfile } from '@ares/simulator';
import { expect, test } from 'vitest';
import { incident, outcomes, sent } from './testing/seen.ts';
import { aWorld, HOST, SHARD } from './testing/world.ts';
import { tick } from './tick.ts';

const slot = (key: string, holder = 'decider-1') => ({ shard: SHARD, holder, key, leaseTtlMs: 15_000 });

test('a crash is detected, decided, healed, verified and told, and nothing else is touched', async () => {
  const world = aWorld({ cart: {}, user: {} });
  await world.tick();
  world.crash('cart');
  await world.run(8_000);
  expect(sent(world)).toEqual(['shop-cart-1']);
  expect(outcomes(world)).toEqual(['effective']);
  expect(incident(world)).toMatchObject({ service: 'cart', symptom: 'crash', state: 'healed' });
  const story = world.ports.knowledge.timeline().map((event) => event.kind);
  expect(story).toEqual(['detected', 'decided', 'intent', 'sent', 'result', 'verified', 'closed']);
});

test('while its own action is under way nothing more is decided for an incident, and each attempt is told', async () => {
  const world = aWorld({ cart: {} });
  await world.tick();
  world.set('cart', {}, 'bad-status');
  world.restartsHelp = false;
  await world.run(120_000, 1_000);
  const decisions = world.ports.knowledge.timeline().filter((event) => event.kind === 'decided');
  expect(decisions.filter(({ words }) => words.includes('in flight'))).toEqual([]);
  expect(sent(world).length).toBeGreaterThan(1);
  expect(decisions.filter(({ words }) => words.includes('of its ladder'))).toHaveLength(sent(world).length);
});

test('a quiet fleet is left alone', async () => {
  const world = aWorld({ cart: {}, user: {} });
  await world.run(600_000, 5_000);
  expect(world.ports.knowledge.incidents().filter((i) => i.weight === 'act')).toEqual([]);
  expect(sent(world)).toEqual([]);
});

test('row 56: a command that is surely refused is finished at once and counts, and a person ends it', async () => {
  const world = aWorld({ cart: {} });
  world.crash('cart');
  const { commands } = world.ports;
  commands.failNext('before');
  await world.tick();
  expect(world.ports.knowledge.actions()).toMatchObject([{ state: 'finished', outcome: 'refused' }]);
  expect(world.ports.knowledge.timeline().at(-1)).toMatchObject({
    kind: 'result',
    words: expect.stringContaining('was not accepted'),
  });
  for (let s = 0; s < 100; s += 1) {
    commands.failNext('before');
    await world.run(1_000);
  }
  expect(outcomes(world)).toEqual(['refused', 'refused', 'refused']);
  expect(incident(world)?.state).toBe('escalated');
});

test('row 37: an end that is read while the host’s clock is not known waits for it, so that nothing is verified too early', async () => {
  const world = aWorld({ cart: {} });
  await world.tick();
  const aheadMs = 300_000;
  const ahead = () => ({ takenAtMs: world.ports.clock.now() + aheadMs });
  world.crash('cart', { finishedAtMs: world.ports.clock.now() + aheadMs });
  world.snapshot(ahead());
  world.ports.commands.answer({ status: 'done', endedAtMs: world.ports.clock.now() + aheadMs + 500 });
  await world.tick();
  world.ports.hosts.fail(HOST);
  await world.run(3_000);
  expect(world.ports.knowledge.actions()).toMatchObject([{ state: 'sent' }]);
});

test('row 16: a lost host agent is an incident for a person after bounded tries, and nothing is sent', async () => {
  const world = aWorld({ cart: {} });
  await world.tick();
  world.crash('cart');
  world.ports.hosts.fail(HOST);
  await world.run(10_000);
  expect(incident(world, 'host')).toMatchObject({ symptom: 'host-down', state: 'escalated' });
  expect(world.ports.knowledge.outbox()).toHaveLength(1);
  expect(sent(world)).toEqual([]);
});

test('row 18: a command that hangs is failed, and nothing overlaps on the target meanwhile', async () => {
  const world = aWorld({ cart: {} });
  world.crash('cart');
  world.restartsHelp = false;
  world.ports.commands.answer({ state: 'pending' });
  await world.run(100_000);
  expect(sent(world)).toHaveLength(1);
  world.ports.commands.answer({ state: 'timed-out' });
  await world.run(2_000);
  expect(outcomes(world)).toEqual(['ineffective']);
});

test('row 19, 56: success reported, still sick: next rung, then a person, never an endless loop', async () => {
  const world = aWorld({ cart: {} });
  await world.tick();
  world.set('cart', {}, 'bad-status');
  world.restartsHelp = false;
  await world.run(900_000);
  expect(world.ports.knowledge.actions().map((a) => a.kind)).toEqual(['restart', 'recycle', 'recycle']);
  expect(outcomes(world)).toEqual(['ineffective', 'ineffective', 'ineffective']);
  expect(incident(world)?.state).toBe('escalated');
  expect(world.ports.knowledge.outbox()).toHaveLength(1);
});

test('an interrupted recycle is taken up again by the same action id, so that no container stays lost', async () => {
  const world = aWorld({ cart: {} });
  await world.tick();
  world.set('cart', {}, 'bad-status');
  world.restartsHelp = false;
  const recycles = () => world.ports.commands.starts.filter((s) => s.parameters.Kind === 'recycle');
  world.ports.commands.answer(({ parameters }) => {
    const interrupted = parameters.Kind === 'recycle' && recycles().length === 1;
    const report = { status: interrupted ? 'unknown' : 'done', reason: interrupted ? 'interrupted' : '' };
    const endedAtMs = world.ports.clock.now();
    return { state: 'done', exitCode: 0, stdout: JSON.stringify({ ...report, endedAtMs }), stderr: '' };
  });
  for (let s = 0; s < 200 && recycles().length < 2; s += 1) await world.run(1_000);
  const startedAtMs = world.ports.clock.now();
  world.set('cart', { startedAtMs, startedAt: new Date(startedAtMs).toISOString() }, 'ok');
  await world.run(20_000);
  expect(recycles()).toHaveLength(2);
  expect(new Set(recycles().map((s) => s.actionId)).size).toBe(1);
  expect(outcomes(world)).toEqual(['ineffective', 'effective']);
});

test('row 21: a target that goes away in mid-heal closes the incident as gone', async () => {
  const world = aWorld({ cart: {}, user: {} });
  world.crash('cart');
  await world.tick();
  world.remove('cart');
  await world.run(120_000);
  expect(incident(world)?.state).toBe('target-gone');
  expect(sent(world)).toHaveLength(1);
});

test('row 22: a host that finds another container blocks, and that is no attempt', async () => {
  const world = aWorld({ cart: {} });
  world.crash('cart');
  world.restartsHelp = false;
  world.ports.commands.answer({ status: 'blocked', reason: 'container-replaced' });
  await world.run(2_000);
  expect(outcomes(world)[0]).toBe('blocked');
  const told = world.ports.knowledge.timeline().filter((event) => event.words.includes('container-replaced'));
  expect(told.map((event) => [event.kind, event.words])).toEqual([['result', 'restart blocked: container-replaced']]);
});

test('row 25: a missing image is no retry loop but a person', async () => {
  const world = aWorld({ cart: {} });
  world.crash('cart');
  world.restartsHelp = false;
  world.ports.commands.answer({ status: 'failed', reason: 'image-missing' });
  await world.run(60_000);
  expect(sent(world)).toHaveLength(1);
  expect(incident(world)?.state).toBe('escalated');
});

test('an intent that the world has overtaken is dropped, not sent', async () => {
  const world = aWorld({ cart: {} });
  await world.tick();
  world.set('cart', {}, 'bad-status');
  await tick(world.ports, slot('a'));
  world.set('cart', {}, 'ok');
  await world.run(5_000);
  expect(sent(world)).toEqual([]);
  expect(outcomes(world)).toEqual(['cancelled']);
});

test('another trouble of an escalated service is looked at anew', async () => {
  const world = aWorld({ cart: {} });
  await world.tick();
  world.ports.setPolicy(aPolicy({ profiles: { default: aProfile({ ladders: { crash: ['restart'] } }) } }));
  world.set('cart', {}, 'timeout');
  await world.run(3_000);
  expect(incident(world)?.state).toBe('escalated');
  world.crash('cart');
  await world.run(3_000);
  expect(sent(world)).toEqual(['shop-cart-1']);
});

test('row 48: a rejected policy leaves the last good one in force', async () => {
  const world = aWorld({ cart: {} });
  world.ports.setPolicy(aPolicy(), 'ares.policy.yaml:3:5 storm.share: must be at most 1');
  world.crash('cart');
  await world.run(1_000);
  expect(sent(world)).toEqual(['shop-cart-1']);
});

test('row 57: a symptom that changes during the heal neither closes the incident nor restarts its ladder', async () => {
  const world = aWorld({ cart: {} });
  await world.tick();
  world.set('cart', {}, 'timeout');
  world.restartsHelp = false;
  await world.run(3_000);
  world.crash('cart');
  await world.run(30_000);
  expect(world.ports.knowledge.incidents().filter((i) => i.service === 'cart')).toHaveLength(1);
  expect(
    world.ports.knowledge
      .actions()
      .map((a) => a.kind)
      .slice(0, 2),
  ).toEqual(['restart', 'recycle']);
});

test('row 58: a slow start after a restart is not restarted again', async () => {
  const world = aWorld({ cart: { labels: { startPeriodMs: 60_000 } } });
  await world.tick();
  world.crash('cart');
  await world.tick();
  world.set('cart', { startedAtMs: world.ports.clock.now() }, 'refused');
  await world.run(40_000);
  world.set('cart', {}, 'ok');
  await world.run(10_000);
  expect(sent(world)).toHaveLength(1);
  expect(outcomes(world)).toEqual(['effective']);
});

test('shadow tells what it would have done, once, and does nothing', async () => {
  const world = aWorld({ cart: {} });
  world.ports.setPolicy(aPolicy({ profiles: { default: aProfile({ autonomy: 'shadow' }) } }));
  world.crash('cart');
  await world.run(10_000);
  expect(sent(world)).toEqual([]);
  const told = world.ports.knowledge.timeline().filter((event) => event.kind === 'decided');
  expect(told.map((event) => event.words)).toEqual(['hold (autonomy): shadow: would have done restart']);
});

test('a person’s stop is no incident', async () => {
  const world = aWorld({ cart: {} });
  await world.tick();
  world.crash('cart', { exitCode: 0 });
  const { containers } = await world.ports.hosts.snapshot({ hostId: HOST }, 1);
  const containerId = containers[0]?.id ?? '';
  world.snapshot({
    intents: [{ containerName: 'shop-cart-1', containerId, kind: 'stop', atMs: world.ports.clock.now() }],
  });
  await world.run(30_000);
  expect(sent(world)).toEqual([]);
  expect(world.ports.knowledge.incidents().filter((i) => i.service === 'cart')).toEqual([]);
});
