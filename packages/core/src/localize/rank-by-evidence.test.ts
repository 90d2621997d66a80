import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ServiceRows } from './changes.ts';
import { rankByEvidence } from './rank-by-evidence.ts';
import { quiet, since } from './testing/service-rows.ts';

const calls = new Map([
  ['web', ['cart']],
  ['cart', ['db']],
]);
const rank = (services: Readonly<Record<string, ServiceRows>>) =>
  rankByEvidence({ services: new Map(Object.entries(services)), calls });

test('a service that uses its resources unlike before is suspected first, with the values in words', () => {
  const found = rank({ web: quiet(), cart: quiet(), db: since(4, { cpu: 0.9 }) });
  expect(found[0]).toMatchObject({ service: 'db', reasons: [{ kind: 'resources' }] });
  expect(found[0]?.reasons[0]?.words).toMatch(/^processor time 90 %, usual are .* % to .* %$/);
});

test('a caller that is no slower than what it calls is not slow by itself', () => {
  const found = rank({ web: since(4, { latency: 1 }), cart: since(4, { latency: 1 }), db: since(4, { latency: 1 }) });
  expect(found.map(({ service, score }) => [service, score > 0])).toEqual([
    ['db', true],
    ['cart', false],
    ['web', false],
  ]);
});

test('failed answers are weighed as slow ones are', () =>
  expect(rank({ web: since(4, { errors: 0.5 }), cart: since(4, { errors: 0.5 }), db: quiet() })[0]).toMatchObject({
    service: 'cart',
    reasons: [{ kind: 'fails' }],
  }));

test('a service whose callee gets less to do keeps something back', () =>
  expect(rank({ web: quiet(), cart: quiet(), db: since(4, { load: 0.5 }) })[0]).toMatchObject({
    service: 'cart',
    reasons: [{ kind: 'starves' }],
  }));

test('nothing changed, nobody is suspected', () =>
  expect(rank({ web: quiet(), cart: quiet(), db: quiet() })).toEqual([]));

test.each([2, 4, 6, 8, 10, 12])('the root is the same when the alarm comes %i minutes late', (minutes) => {
  const late = { web: since(minutes, { latency: 1 }), cart: quiet(), db: since(minutes, { cpu: 1, latency: 1 }) };
  expect(rank(late)[0]?.service).toBe('db');
});

test('a short history says nothing, and neither do services without a row', () => {
  const young = { ...quiet(), rows: since(4, { cpu: 0.9 }).rows.slice(-4) };
  expect(rank({ web: young })).toEqual([]);
  expect(rank({})).toEqual([]);
  expect(rank({ web: young, db: since(4, { cpu: 0.9 }) })[0]?.service).toBe('db');
});

const anyRow = fc.array(fc.double({ min: -1, max: 100 }), { maxLength: 6 });
const anyService = fc
  .tuple(fc.nat(30), fc.array(anyRow, { maxLength: 8 }))
  .map(([n, rows]): ServiceRows => ({ ...quiet(), rows: [...quiet().rows.slice(0, n), ...rows] }));
const anyServices = fc.dictionary(fc.constantFrom('web', 'cart', 'db', 'ads'), anyService);

test('the order of services and calls changes nothing, and no NaN comes out', () =>
  fc.assert(
    fc.property(anyServices, (services) => {
      const found = rank(services);
      const turned = new Map(Object.entries(services).reverse());
      expect(rankByEvidence({ services: turned, calls: new Map([...calls].reverse()) })).toEqual(found);
      expect(found.every(({ score, total }) => Number.isFinite(score + total))).toBe(true);
    }),
    { numRuns: 50 },
  ));
