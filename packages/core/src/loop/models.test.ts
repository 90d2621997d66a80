import { expect, test } from 'vitest';
import type { FeatureName, FeatureSample } from '../model/feature.ts';
import type { Opinion } from '../model/opinion.ts';
import type { Judged, ServiceNews } from '../ports/service-models.ts';
import { incidents, pages, sent } from './testing/seen.ts';
import { aWorld, HOST, type World } from './testing/world.ts';

const MINUTE_MS = 60_000;
const serviceId = (service: string): string => `${HOST}/shop/${service}`;
const slow = {
  feature: 'latencySecondsP95',
  value: 0.9,
  expected: '80 ms to 120 ms',
  words: 'p95 latency: the sample, 900 ms, is above the 80 ms to 120 ms expected after the last 5 days',
  weight: 1,
};

/** A caller and its store, whose models say what they are told to, minute by minute. */
function aJudgedWorld() {
  const world = aWorld({ cart: { labels: { dependsOn: ['store'] } }, store: {} });
  const says = new Map<string, Partial<Opinion>>();
  const heard: ServiceNews[] = [];
  const models = {
    async judge(news: readonly ServiceNews[]) {
      heard.push(...news);
      const atMs = Math.floor(world.ports.clock.now() / MINUTE_MS) * MINUTE_MS;
      const judged = news.map((one): [string, Judged] => {
        const opinion = { atMs, risk: 0, evidence: [], ...says.get(one.serviceId) };
        return [one.serviceId, { opinion, recent: rowsOf(one.serviceId, atMs, says) }];
      });
      return new Map(judged);
    },
  };
  Object.assign(world.ports, { models });
  const measured = (service: string, feature: FeatureName, value: number): FeatureSample => ({
    ...{ service, project: 'shop', containerName: `shop-${service}-1` },
    ...{ feature, value, atMs: world.ports.clock.now() },
  });
  /** Ticks with fresh metrics. */
  const live = async (minutes: number) => {
    for (let second = 0; second < minutes * 60; second += 10) {
      world.ports.clock.advance(10_000);
      for (const replica of ['cart', 'store']) world.set(replica, {});
      world.ports.metrics.set(
        HOST,
        ['cart', 'store'].map((service) => measured(service, 'latencySecondsP95', 0.1)),
      );
      await world.tick();
    }
  };
  return { world, says, heard, live };
}

/** An hour in which a service of which something is said has been slow and busy for four minutes. */
const rowsOf = (id: string, nowMs: number, says: ReadonlyMap<string, unknown>): Judged['recent'] =>
  Array.from({ length: 60 }, (_, n) => {
    const isSlow = says.size > 0 && n >= 56;
    const isBusy = isSlow && id === serviceId('store');
    return [
      nowMs - (59 - n) * MINUTE_MS,
      isBusy ? 0.95 : 0.2 + 0.01 * (n % 3),
      0.4,
      isSlow ? 0.9 : 0.1 + 0.005 * (n % 4),
      0,
      10,
    ];
  });

const story = (world: World, kind: string): readonly string[] =>
  world.ports.knowledge
    .timeline()
    .filter((event) => event.kind === kind)
    .map(({ words }) => words);

test('what models say for good is told with its reasons, and never acted on', async () => {
  const { world, says, live } = aJudgedWorld();
  await live(3);
  expect(incidents(world)).toEqual([]);
  says.set(serviceId('cart'), {
    risk: 0.9999,
    symptom: 'latency',
    evidence: [{ ...slow, atMs: world.ports.clock.now() }],
  });
  await live(4);
  expect(incidents(world)).toMatchObject([
    { symptom: 'latency', weight: 'tell', riskScore: 0.9999, evidence: [slow], state: 'open' },
  ]);
  says.clear();
  await live(5);
  expect(incidents(world)).toMatchObject([{ state: 'recovered' }]);
  expect([sent(world), pages(world)]).toEqual([[], []]);
});

test('the root of it is told once, with its reason', async () => {
  const { world, says, live } = aJudgedWorld();
  await live(3);
  says.set(serviceId('cart'), {
    risk: 0.9999,
    symptom: 'latency',
    evidence: [{ ...slow, atMs: world.ports.clock.now() }],
  });
  await live(8);
  expect(story(world, 'localized')).toEqual([
    expect.stringMatching(/^its root, the likeliest first: 1\. store: .*processor time 95 %/),
  ]);
});

test('models that break are told, and healing goes on without them', async () => {
  const { world } = aJudgedWorld();
  Object.assign(world.ports, { models: { judge: () => Promise.reject(new Error('a bug')) } });
  await world.run(3_000);
  world.crash('cart');
  await world.run(3_000);
  expect(sent(world)).toEqual(['shop-cart-1']);
  expect(world.ports.lines).toContainEqual({ level: 'warn', event: 'models.failed', fields: { message: 'a bug' } });
});

test('while something graver is the matter nothing is learnt, and models say nothing of their own', async () => {
  const { world, says, heard, live } = aJudgedWorld();
  await live(3);
  expect(heard.at(-1)).toMatchObject({ isQuiet: true, minutes: expect.arrayContaining([expect.any(Array)]) });
  world.restartsHelp = false;
  world.crash('cart');
  says.set(serviceId('cart'), {
    risk: 0.9999,
    symptom: 'latency',
    evidence: [{ ...slow, atMs: world.ports.clock.now() }],
  });
  await world.run(60_000);
  expect(heard.filter(({ serviceId: id }) => id === serviceId('cart')).at(-1)?.isQuiet).toBe(false);
  expect(incidents(world).map(({ symptom }) => symptom)).toEqual(['crash']);
});
