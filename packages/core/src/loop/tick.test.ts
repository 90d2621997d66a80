import { aPolicy, aProfile, type ContainerOver } from '@ares/simulator';
import { expect, test } from 'vitest';
import { AresError } from '../model/errors.ts';
import { heal } from './heal.ts';
import { aWorld, HOST, SHARD } from './testing/world.ts';
import { tick } from './tick.ts';

const slot = (key: string, holder = 'decider-1') => ({ shard: SHARD, holder, key, leaseTtlMs: 15_000 });
const outcomes = (world: ReturnType<typeof aWorld>) => world.ports.knowledge.actions().map((a) => a.outcome);
const sent = (world: ReturnType<typeof aWorld>) => world.ports.commands.accepted.map((c) => c.parameters.ContainerName);
const incident = (world: ReturnType<typeof aWorld>) => world.ports.knowledge.incidents()[0];

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

test('a quiet fleet is left alone', async () => {
  const world = aWorld({ cart: {}, user: {} });
  await world.run(600_000, 5_000);
  expect(world.ports.knowledge.incidents().filter((i) => i.weight === 'act')).toEqual([]);
  expect(sent(world)).toEqual([]);
});

test('row 1: killed before the intent is stored, nothing was sent; the next tick decides anew', async () => {
  const world = aWorld({ cart: {} });
  world.crash('cart');
  world.ports.knowledge.breakDown(['storeIntent']);
  await expect(world.tick()).rejects.toThrow(AresError);
  expect(sent(world)).toEqual([]);
  world.ports.knowledge.breakDown([]);
  await world.run(2_000);
  expect(sent(world)).toEqual(['shop-cart-1']);
});

test('row 2: killed after the intent, before the send: sent at most once, by the next tick', async () => {
  const world = aWorld({ cart: {} });
  world.crash('cart');
  const report = await tick(world.ports, slot('a'));
  expect(report).toMatchObject({ kind: 'done', wake: [expect.any(String)] });
  await world.run(3_000);
  expect(sent(world)).toEqual(['shop-cart-1']);
});

test('row 2: an intent of a decider that died is dropped by its successor, which decides anew', async () => {
  const world = aWorld({ cart: {} });
  world.crash('cart');
  await tick(world.ports, slot('a'));
  world.ports.clock.advance(16_000);
  await world.tick('b', 'decider-2');
  expect(outcomes(world)[0]).toBe('cancelled');
  expect(sent(world)).toEqual(['shop-cart-1']);
  const told = world.ports.knowledge.timeline().filter((event) => event.words.startsWith('cancelled'));
  expect(told.map((event) => event.kind)).toEqual(['result']);
});

test('row 3: killed after the send, before recording it: found by action id, never sent again', async () => {
  const world = aWorld({ cart: {} });
  world.crash('cart');
  world.ports.knowledge.breakDown(['recordCommand']);
  await world.tick();
  world.ports.knowledge.breakDown([]);
  await world.run(8_000);
  expect(world.ports.commands.starts).toHaveLength(1);
  expect(outcomes(world)).toEqual(['effective']);
});

test('row 4: a send whose end is not known is looked up, never repeated', async () => {
  const world = aWorld({ cart: {} });
  world.crash('cart');
  world.ports.commands.failNext('after');
  await world.run(8_000);
  expect(world.ports.commands.starts).toHaveLength(1);
  expect(outcomes(world)).toEqual(['effective']);
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

test('row 5: the same schedule event twice is one decision', async () => {
  const world = aWorld({ cart: {} });
  world.crash('cart');
  await world.tick('slot-7');
  expect(await world.tick('slot-7')).toEqual({ kind: 'skipped', why: 'duplicate' });
  expect(world.ports.knowledge.actions()).toHaveLength(1);
});

test('row 6: the same queue message twice is one action', async () => {
  const world = aWorld({ cart: {} });
  world.crash('cart');
  const report = await tick(world.ports, slot('a'));
  const [id = ''] = report.kind === 'done' ? report.wake : [];
  expect(await heal(world.ports, id)).toBe(true);
  expect(await heal(world.ports, id)).toBe(false);
  expect(world.ports.commands.starts).toHaveLength(1);
});

test('row 7: a second decider of the same shard waits for the lease', async () => {
  const world = aWorld({ cart: {} });
  await world.tick('a', 'decider-1');
  expect(await world.tick('b', 'decider-2')).toEqual({ kind: 'skipped', why: 'lease' });
});

test('row 8: an old decider that wakes after a pause can neither write nor send', async () => {
  const world = aWorld({ cart: {} });
  world.crash('cart');
  const { knowledge, clock } = world.ports;
  let paused = true;
  const slow = {
    ...world.ports,
    knowledge: {
      ...knowledge,
      async commit(...args: Parameters<typeof knowledge.commit>) {
        if (paused) {
          paused = false;
          clock.advance(16_000);
          await world.tick('b', 'decider-2');
        }
        return knowledge.commit(...args);
      },
    },
  };
  expect(await tick(slow, slot('a'))).toEqual({ kind: 'skipped', why: 'fenced' });
  expect(sent(world)).toEqual(['shop-cart-1']);
  expect(knowledge.actions().map((a) => a.epoch)).toEqual([2]);
});

test('row 8: an intent of the old epoch cannot be claimed', async () => {
  const world = aWorld({ cart: {} });
  world.crash('cart');
  const report = await tick(world.ports, slot('a'));
  const [id = ''] = report.kind === 'done' ? report.wake : [];
  world.ports.clock.advance(16_000);
  await world.ports.knowledge.acquireLease(SHARD, 'decider-2', 15_000);
  expect(await heal(world.ports, id)).toBe(false);
  expect(sent(world)).toEqual([]);
});

test('row 12: with no knowledge store at the start there is no action', async () => {
  const world = aWorld({ cart: {} });
  world.crash('cart');
  world.ports.knowledge.breakDown();
  await expect(world.tick()).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' });
  expect(sent(world)).toEqual([]);
});

test.each(['commit', 'storeIntent', 'claim'] as const)('row 13: the store lost at %s sends nothing', async (method) => {
  const world = aWorld({ cart: {} });
  world.crash('cart');
  world.ports.knowledge.breakDown([method]);
  await world.tick().catch(() => undefined);
  expect(sent(world)).toEqual([]);
});

test('row 16: a lost host agent is an incident for a person after bounded tries, and nothing is sent', async () => {
  const world = aWorld({ cart: {} });
  await world.tick();
  world.crash('cart');
  world.ports.hosts.fail(HOST);
  await world.run(10_000);
  expect(incident(world)).toMatchObject({ symptom: 'host-down', state: 'escalated' });
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

const reflex = { restartPolicy: { name: 'on-failure', maxRetries: 3 } } as const;
const dockersOwn = 'Docker restarted it by its own policy (1 of 3)';
const toldOf = (world: ReturnType<typeof aWorld>) =>
  world.ports.knowledge
    .timeline()
    .filter((e) => e.kind === 'docker-restart')
    .map((e) => [e.incidentId, e.words]);

test.each<{ seen: string; before: readonly ContainerOver[]; probe?: 'ok' | 'bad-status' }>([
  { seen: 'nothing before', before: [] },
  { seen: 'exited before', before: [{ state: 'exited' }] },
  { seen: 'exited, then restarting before', before: [{ state: 'exited' }, { state: 'restarting', restartCount: 1 }] },
  { seen: 'restarting before', before: [{ state: 'restarting', restartCount: 1 }] },
  { seen: 'exited before, and failing its probes since', before: [{ state: 'exited' }], probe: 'bad-status' },
])('row 24: Docker’s own restart is recorded once, with $seen', async ({ before, probe }) => {
  const world = aWorld({ cart: reflex });
  await world.tick();
  for (const over of before) {
    world.crash('cart', { exitCode: 1, ...over });
    await world.run(300, 300);
  }
  const startedAtMs = world.ports.clock.now();
  world.set('cart', { state: 'running', restartCount: 1, startedAtMs }, probe);
  await world.run(2_000);
  expect(toldOf(world)).toEqual([[incident(world)?.id, dockersOwn]]);
  expect(sent(world)).toEqual([]);
  if (probe) return;
  await world.run(15_000);
  expect(incident(world)).toMatchObject({ weight: 'tell', state: 'recovered' });
  expect(incident(world)?.evidence.map((e) => e.words)).toEqual([dockersOwn]);
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

test('row 40, 54, 55: the cause is healed, its callers are not; one that stays broken is healed after', async () => {
  const needs = { labels: { dependsOn: ['postgres'] } };
  const world = aWorld({ postgres: {}, cart: needs, order: needs });
  await world.tick();
  world.crash('postgres');
  world.set('cart', {}, 'bad-status');
  world.set('order', {}, 'bad-status');
  await world.run(3_000);
  expect(sent(world)).toEqual(['shop-postgres-1']);
  world.set('order', {}, 'ok');
  await world.run(60_000);
  expect(sent(world)).toEqual(['shop-postgres-1', 'shop-cart-1']);
});

const cycle = (first: string, second: string) => ({
  [first]: { labels: { dependsOn: [second] } },
  [second]: { labels: { dependsOn: [first] } },
});

test.each([
  { name: 'two that need each other', services: cycle('cart', 'order'), dead: ['cart', 'order'] },
  {
    name: 'three in a ring',
    services: {
      cart: { labels: { dependsOn: ['order'] } },
      order: { labels: { dependsOn: ['user'] } },
      user: { labels: { dependsOn: ['cart'] } },
    },
    dead: ['order', 'cart'],
  },
])('row 40: a cycle of dependencies is one root and is healed: $name', async ({ services, dead }) => {
  const world = aWorld({ ...services, product: {}, gateway: {} });
  await world.tick();
  for (const name of dead) world.crash(name);
  await world.tick();
  expect(sent(world)).toHaveLength(1);
  await world.run(60_000);
  expect(sent(world).toSorted()).toEqual(dead.map((name) => `shop-${name}-1`).toSorted());
});

test('row 40: in a cycle the dead one is the root of the failing one', async () => {
  const world = aWorld({ ...cycle('cart', 'order'), product: {} });
  await world.tick();
  world.set('cart', {}, 'bad-status');
  world.crash('order');
  await world.run(3_000);
  expect(sent(world)).toEqual(['shop-order-1']);
  world.set('cart', {}, 'ok');
  await world.run(60_000);
  expect(sent(world)).toEqual(['shop-order-1']);
});

test('row 40: a cycle that nothing heals ends with a person', async () => {
  const world = aWorld({ ...cycle('cart', 'order'), product: {} });
  await world.tick();
  world.restartsHelp = false;
  for (const name of ['cart', 'order']) world.set(name, {}, 'bad-status');
  await world.run(900_000, 2_000);
  expect(world.ports.knowledge.outbox().length).toBeGreaterThan(0);
});

test('row 55: the story tells what explains a caller, and when nothing does any more', async () => {
  const needs = { labels: { dependsOn: ['postgres'] } };
  const world = aWorld({ postgres: {}, cart: needs, user: {}, product: {} });
  await world.tick();
  world.crash('postgres');
  world.set('cart', {}, 'bad-status');
  await world.run(60_000);
  const own = world.ports.knowledge.incidents().find((i) => i.service === 'cart');
  const told = world.ports.knowledge.timeline().filter((e) => e.kind === 'localized' && e.incidentId === own?.id);
  expect(told.map((event) => event.words)).toEqual(['its root: postgres shows crash', 'its root is cart itself']);
});

test('row 54: callers are not restarted in the tick in which their root becomes well', async () => {
  const needs = { labels: { dependsOn: ['postgres'] } };
  const world = aWorld({ postgres: {}, cart: needs, order: needs });
  await world.tick();
  world.crash('postgres');
  world.set('cart', {}, 'bad-status');
  world.set('order', {}, 'bad-status');
  await world.run(12_000, 500);
  expect(outcomes(world)).toEqual(['effective']);
  world.set('cart', {}, 'ok');
  world.set('order', {}, 'ok');
  await world.run(30_000);
  expect(sent(world)).toEqual(['shop-postgres-1']);
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

test('row 47: no send after the kill switch, not even of a stored intent', async () => {
  const world = aWorld({ cart: {} });
  world.crash('cart');
  const report = await tick(world.ports, slot('a'));
  world.ports.knowledge.setKillSwitch(true, 'ann', 'drill');
  const [id = ''] = report.kind === 'done' ? report.wake : [];
  expect(await heal(world.ports, id)).toBe(false);
  await world.run(100_000);
  expect(sent(world)).toEqual([]);
  world.ports.knowledge.setKillSwitch(false);
  await world.run(12_000);
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
