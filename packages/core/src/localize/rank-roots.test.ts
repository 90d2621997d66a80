import fc from 'fast-check';
import { expect, test } from 'vitest';
import { aVerdict } from '../testing/fixtures.ts';
import type { ServiceRows } from './changes.ts';
import { rankByEvidence } from './rank-by-evidence.ts';
import { rankRoots } from './rank-roots.ts';
import type { RootInput, Roots } from './roots.ts';
import { quiet, since } from './testing/service-rows.ts';

const calls = new Map([
  ['web', ['cart', 'ads']],
  ['cart', ['db']],
]);
const broken = { serviceId: 'web', family: 'server-latency' } as const;
const sick = (serviceId: string, over: Parameters<typeof aVerdict>[1] = {}) =>
  aVerdict(serviceId, { serviceId, ...over });
const rank = (services: Readonly<Record<string, ServiceRows>>, over: Partial<RootInput> = {}) =>
  rankRoots({ services: new Map(Object.entries(services)), calls, verdicts: [], ...over });
const firstOf = (found: Roots) => (found.kind === 'roots' ? found.roots[0]?.serviceId : undefined);

const slow = (minutes: number) => since(minutes, { latency: 1 });
const allSlow = { web: slow(4), cart: slow(4), ads: quiet(), db: since(4, { latency: 1, cpu: 0.9 }) };
const allQuiet = { web: quiet(), cart: quiet(), ads: quiet(), db: quiet() };

test('a dependency whose own change explains its callers is the root, by both looks', () =>
  expect(rank(allSlow, { broken })).toMatchObject({
    roots: [
      { serviceId: 'db', by: 'objective', words: expect.stringMatching(/the trouble of web.*processor time 90 %/) },
    ],
  }));

test.each([2, 4, 6])('the root is the same when the alarm comes %i minutes late', (minutes) => {
  const services = {
    ...allSlow,
    web: slow(minutes),
    cart: slow(minutes),
    db: since(minutes, { latency: 1, cpu: 0.9 }),
  };
  expect(firstOf(rank(services, { broken }))).toBe('db');
});

test('nothing changed, no root is named', () => {
  expect(rank(allQuiet)).toEqual({ kind: 'none', reason: 'no service changed enough to be named' });
  expect(rank(allQuiet, { broken }).kind).toBe('none');
});

test('a service that is still starting is not named', () => {
  const young = (rows: number) => ({ ...allQuiet, db: { ...quiet(), rows: since(4, { cpu: 0.9 }).rows.slice(-rows) } });
  expect(rank(young(14)).kind).toBe('none');
  expect(firstOf(rank(young(15)))).toBe('db');
});

test('two looks that name different roots name none, and say so', () => {
  const found = rank({ ...allQuiet, web: slow(4), cart: slow(4), db: since(4, { cpu: 1, memory: 1 }) }, { broken });
  expect(found).toMatchObject({ kind: 'none', reason: expect.stringMatching(/stays with cart, but db changed most/) });
});

test('a caller that only suffers is no second opinion', () => {
  const starving = since(4, { latency: 0.2, load: 2 });
  const services = { web: starving, cart: starving, ads: quiet(), db: starving };
  expect(rankByEvidence({ services: new Map(Object.entries(services)), calls })[0]?.service).toBe('cart');
  expect(firstOf(rank(services, { broken }))).toBe('db');
});

test('what the broken service does not call is not its root', () => {
  const services = { ...allQuiet, web: slow(4), cart: slow(4), other: since(4, { cpu: 1, memory: 1 }) };
  expect(firstOf(rank(services, { broken }))).toBe('cart');
  expect(firstOf(rank(services))).toBe('other');
});

test('a service that is positively sick comes before all metrics', () => {
  const found = rank({ ...allSlow, web: slow(4) }, { broken, verdicts: [sick('ads'), sick('web')] });
  expect(found).toMatchObject({
    roots: [{ serviceId: 'ads', by: 'state', words: 'crash; exited with code 137' }, { serviceId: 'db' }],
  });
});

test('what rests on metrics or is only told is no positive sickness', () =>
  expect(rank(allQuiet, { verdicts: [sick('ads', { weight: 'tell' }), sick('db', { symptom: 'errors' })] }).kind).toBe(
    'none',
  ));

test('a host that is down is the root of all that runs on it', () => {
  const verdicts = [sick('db'), sick('host-1/-/host', { symptom: 'host-down' })];
  expect(rank(allSlow, { broken, verdicts })).toMatchObject({ roots: [{ serviceId: 'host-1/-/host' }, {}] });
});

test('in a circle of sick services the dead one comes first', () => {
  const circle = new Map([
    ['web', ['cart']],
    ['cart', ['web']],
  ]);
  const verdicts = [sick('cart', { symptom: 'hang' }), sick('web')];
  const found = rank({}, { calls: circle, verdicts });
  expect(found).toMatchObject({ roots: [{ serviceId: 'web' }, { serviceId: 'cart' }] });
});

test('metrics of a circle end too', () => {
  const circle = new Map([...calls, ['db', ['web', 'cart']]]);
  expect(firstOf(rank(allSlow, { broken, calls: circle }))).toBe('db');
});

test('a service without a series is passed over', () => {
  const { db: _, ...known } = allSlow;
  expect(firstOf(rank(known, { broken }))).toBe('cart');
  expect(rank({}, { broken })).toMatchObject({ kind: 'none' });
});

const names = ['web', 'cart', 'ads', 'db'];
const anyRows = fc.constantFrom(quiet(), slow(2), slow(5), since(3, { cpu: 1, latency: Number.NaN }));
const anySick = fc.record({
  serviceId: fc.constantFrom(...names),
  symptom: fc.constantFrom('crash' as const, 'hang' as const, 'errors' as const),
});

test('the order of services, calls and verdicts changes nothing', () =>
  fc.assert(
    fc.property(fc.dictionary(fc.constantFrom(...names), anyRows), fc.array(anySick), (services, all) => {
      const verdicts = all.map(({ serviceId, symptom }) => sick(serviceId, { symptom }));
      const turned = Object.fromEntries(Object.entries(services).reverse());
      const reversed = { calls: new Map([...calls].reverse()), verdicts: verdicts.toReversed() };
      const found = rank(services, { verdicts, broken });
      expect(rank(turned, { ...reversed, broken })).toEqual(found);
      expect(JSON.stringify(found)).not.toContain('NaN');
    }),
    { numRuns: 50 },
  ));
