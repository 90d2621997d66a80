import { aMemory, probes } from '@ares/simulator';
import { expect, test } from 'vitest';
import { aContainer, aFleet, aHost, aKnowledge, aVerdict, crashed, HOST } from '../testing/fixtures.ts';
import { dependenciesOf, localize } from './localize.ts';

const gateway = aContainer('gateway', { labels: { dependsOn: ['cart'] } });
const cart = aContainer('cart', { labels: { dependsOn: ['redis'] } });
const id = (service: string) => `${HOST}/shop/${service}`;

const rootOf = (containers: readonly ReturnType<typeof aContainer>[], others: Parameters<typeof aVerdict>[] = []) => {
  const own = aVerdict('gateway', { symptom: 'unhealthy' });
  const verdicts = [own, ...others.map((args) => aVerdict(...args))];
  const knowledge = aKnowledge({ services: [aMemory({ service: 'redis' })] });
  return localize(own, aFleet([aHost(containers)], { verdicts, knowledge })).explainedBy;
};

test('a well dependency explains nothing', () => expect(rootOf([gateway, cart, aContainer('redis')])).toBeUndefined());

test('row 40: a crash two calls away is the root', () =>
  expect(rootOf([gateway, cart, crashed('redis')], [['redis']])).toMatchObject({ serviceId: id('redis') }));

test('a sick dependency explains why a caller ended, but not why it was killed; a dead one comes first anyway', () => {
  const rootOfCrash = (exitCode: number, symptom: 'hang' | 'crash') => {
    const own = aVerdict('gateway');
    const hosts = [aHost([crashed('gateway', { exitCode, labels: { dependsOn: ['cart'] } }), cart])];
    return localize(own, aFleet(hosts, { verdicts: [own, aVerdict('cart', { symptom })] })).explainedBy?.serviceId;
  };
  expect(rootOfCrash(1, 'hang')).toBe(id('cart'));
  expect(rootOfCrash(137, 'hang')).toBeUndefined();
  expect(rootOfCrash(137, 'crash')).toBe(id('cart'));
});

test('what is only told of a dependency explains nothing', () =>
  expect(
    rootOf([gateway, cart, aContainer('redis')], [['cart', { weight: 'tell', symptom: 'latency' }]]),
  ).toBeUndefined());

test('a dependency that failed its last probe is not positively well', () =>
  expect(rootOf([gateway, cart, aContainer('redis', { probes: probes('timeout', 1) })])).toMatchObject({
    serviceId: id('redis'),
  }));

test('a known dependency that is gone explains; one that was never seen does not', () => {
  expect(rootOf([gateway, cart])).toMatchObject({ serviceId: id('redis') });
  expect(rootOf([gateway])).toBeUndefined();
});

test('a service is not explained by itself, and cycles end', () => {
  const loop = [
    aContainer('gateway', { labels: { dependsOn: ['cart'] } }),
    aContainer('cart', { labels: { dependsOn: ['gateway'] } }),
  ];
  const { views } = aFleet([aHost(loop)]);
  const view = views.get(id('gateway'));
  expect(view && dependenciesOf(view, views)).toEqual([id('cart')]);
});
