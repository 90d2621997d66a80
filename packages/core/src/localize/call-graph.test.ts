import { expect, test } from 'vitest';
import { aContainer, aFleet, aHost, HOST } from '../testing/fixtures.ts';
import { callGraphOf, inOrder, reachable } from './call-graph.ts';

const id = (service: string) => `${HOST}/shop/${service}`;

test('services call what their labels say that they depend on', () => {
  const containers = [aContainer('cart', { labels: { dependsOn: ['redis'] } }), aContainer('redis')];
  const calls = callGraphOf(aFleet([aHost(containers)]).views.values());
  expect([...calls]).toEqual([
    [id('cart'), [id('redis')]],
    [id('redis'), []],
  ]);
});

const circle = new Map([
  ['b', ['a', 'b', 'a']],
  ['a', ['c', 'b']],
]);

test('in order, each call stands once and none is to the caller', () =>
  expect([...inOrder(circle)]).toEqual([
    ['a', ['b', 'c']],
    ['b', ['a']],
  ]));

test('what is reachable holds a service itself only in a circle', () => {
  expect([...reachable(circle, 'a')].sort()).toEqual(['a', 'b', 'c']);
  expect([...reachable(circle, 'c')]).toEqual([]);
});
