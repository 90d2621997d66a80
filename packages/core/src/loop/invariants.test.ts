import { aPolicy, aProfile } from '@ares/simulator';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isInFlight } from '../model/action.ts';
import type { Autonomy } from '../model/policy.ts';
import { aWorld, type World } from './testing/world.ts';

const services = ['postgres', 'cart-1', 'cart-2', 'order'] as const;
const needs = { labels: { dependsOn: ['postgres'] } };

type Event =
  | { readonly do: 'crash' | 'hang' | 'fail' | 'recover'; readonly service: (typeof services)[number] }
  | { readonly do: 'kill-switch' | 'broken-send' | 'lost-send' | 'useless-restarts' | 'host-lost' }
  | { readonly do: 'wait'; readonly ms: number };

const event: fc.Arbitrary<Event> = fc.oneof(
  fc.record({ do: fc.constantFrom('crash', 'hang', 'fail', 'recover'), service: fc.constantFrom(...services) }),
  fc.record({ do: fc.constantFrom('kill-switch', 'broken-send', 'lost-send', 'useless-restarts', 'host-lost') }),
  fc.record({ do: fc.constant('wait' as const), ms: fc.integer({ min: 100, max: 90_000 }) }),
);

let paused = false;

async function happen(world: World, e: Event): Promise<void> {
  const { ports } = world;
  if (e.do === 'crash') world.crash(e.service);
  else if (e.do === 'hang') world.set(e.service, { state: 'running' }, 'timeout');
  else if (e.do === 'fail') world.set(e.service, { state: 'running' }, 'bad-status');
  else if (e.do === 'recover') world.set(e.service, { state: 'running' });
  else if (e.do === 'broken-send') ports.commands.failNext('before');
  else if (e.do === 'lost-send') ports.commands.failNext('after');
  else if (e.do === 'useless-restarts') world.restartsHelp = !world.restartsHelp;
  else if (e.do === 'host-lost') world.snapshot({ docker: { ok: false, lastOkAtMs: 0 } });
  else if (e.do === 'wait') ports.clock.advance(e.ms);
  else {
    paused = !paused;
    ports.knowledge.setKillSwitch(paused);
  }
}

function check(world: World, autonomy: Autonomy): void {
  const actions = world.ports.knowledge.actions();
  const inFlight = actions.filter(isInFlight);
  expect(new Set(inFlight.map((a) => a.targetId)).size).toBe(inFlight.length);
  const { budgets } = aPolicy();
  expect(inFlight.length).toBeLessThanOrEqual(budgets.host.inFlightMax);
  for (const own of Map.groupBy(inFlight, (a) => a.serviceId).values()) {
    expect(own.length).toBeLessThanOrEqual(budgets.service.inFlightMax);
  }
  const { starts } = world.ports.commands;
  expect(new Set(starts.map((s) => s.actionId)).size).toBe(starts.length);
  const evidenced = new Set(
    world.ports.knowledge
      .incidents()
      .filter((i) => i.evidence.length > 0)
      .map((i) => i.id),
  );
  for (const { actionId } of starts) {
    expect(evidenced).toContain(actions.find((action) => action.id === actionId)?.incidentId);
  }
  if (autonomy !== 'auto') expect(starts).toEqual([]);
}

test('one in flight per target, no cap exceeded, every send evidenced and sent once, none in shadow', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(event, { maxLength: 40 }),
      fc.constantFrom<Autonomy>('auto', 'auto', 'shadow', 'approve'),
      async (events, autonomy) => {
        paused = false;
        const world = aWorld({ postgres: {}, 'cart-1': needs, 'cart-2': needs, order: needs });
        world.ports.setPolicy(aPolicy({ profiles: { default: aProfile({ autonomy }) } }));
        for (const e of events) {
          await happen(world, e);
          world.ports.clock.advance(700);
          await world.tick();
          check(world, autonomy);
        }
      },
    ),
    { numRuns: 150 },
  );
}, 60_000);

test('every incident ends: healed, recovered, gone or with a person, once the faults stop', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(event, { maxLength: 15 }), async (events) => {
      paused = false;
      const world = aWorld({ postgres: {}, 'cart-1': needs, 'cart-2': needs, order: needs });
      for (const e of events.filter((x) => x.do !== 'host-lost')) {
        await happen(world, e);
        await world.tick();
      }
      world.ports.knowledge.setKillSwitch(false);
      world.restartsHelp = true;
      await world.run(900_000, 5_000);
      const all = world.ports.knowledge.incidents();
      expect(all.filter((i) => i.state === 'open' && i.weight === 'act')).toEqual([]);
      const paged = new Set(world.ports.knowledge.outbox().map((message) => message.incidentId));
      expect(all.filter((i) => i.state === 'escalated' && !paged.has(i.id))).toEqual([]);
    }),
    { numRuns: 25 },
  );
}, 60_000);

test('row 53: the same seed twice gives the same story', async () => {
  const story = async () => {
    const world = aWorld({ postgres: {}, cart: needs });
    await world.tick();
    world.crash('postgres');
    await world.run(30_000);
    return JSON.stringify([world.ports.knowledge.timeline(), world.ports.lines]);
  };
  expect(await story()).toBe(await story());
});
