import { expect, test } from 'vitest';
import { aVerdict } from '../testing/fixtures.ts';
import { sickRoots } from './sick-roots.ts';

const calls = new Map([
  ['web', ['cart']],
  ['cart', ['db']],
]);
const sick = (serviceId: string, over: Parameters<typeof aVerdict>[1] = {}) =>
  aVerdict(serviceId, { serviceId, ...over });
const roots = (...verdicts: ReturnType<typeof sick>[]) => sickRoots(verdicts, calls).map(({ serviceId }) => serviceId);

test('the deepest sick service is the root, also through one that is well', () => {
  expect(roots(sick('web'), sick('cart'))).toEqual(['cart']);
  expect(roots(sick('web'), sick('db'))).toEqual(['db']);
});

test('services that do not call each other are roots of their own', () =>
  expect(roots(sick('db'), sick('ads'))).toEqual(['ads', 'db']));

test('of several replicas the gravest speaks for its service', () => {
  const verdicts = [sick('db', { symptom: 'hang', riskScore: 1 }), sick('db', { riskScore: 0.9 })];
  expect(sickRoots(verdicts, calls)).toMatchObject([{ symptom: 'crash' }]);
});

test('a host that is down comes first, and hides no service', () =>
  expect(roots(sick('db'), sick('host', { symptom: 'host-down' }))).toEqual(['host', 'db']));

test('what is told, or rests on metrics, is no sickness', () =>
  expect(roots(sick('db', { weight: 'tell' }), sick('cart', { symptom: 'memory-growth' }))).toEqual([]));
