import { stripVTControlCharacters } from 'node:util';
import type { FleetOverview, Incident, ServiceMemory } from '@ares/core';
import { expect, test } from 'vitest';
import { inert, painter } from './format.ts';
import { type StatusModel, sentence, statusScreen } from './status-screen.ts';

const NOW = 1_800_000_000_000;
const plain = (_: string, text: string) => text;

const service = (name: string, health: ServiceMemory['health'] = 'HEALTHY'): ServiceMemory => ({
  serviceId: `h/shop/${name}`,
  hostId: 'h',
  service: name,
  health,
  lastSeenAtMs: NOW,
  checks: '',
  checkedAtMs: NOW,
  flapping: false,
  builds: {},
  baselines: {},
  cpuHot: '',
  sampledAtMs: NOW,
  dockerRestarts: {},
});

const incident = (over: Partial<Incident> = {}): Incident => ({
  id: '0123456789',
  shard: 'local',
  hostId: 'h',
  serviceId: 'h/shop/cart',
  service: 'cart',
  containerName: 'shop-cart-1',
  symptom: 'crash',
  riskScore: 1,
  weight: 'act',
  evidence: [{ feature: 'exitCode', value: 137, words: 'exited with code 137', atMs: NOW }],
  state: 'healed',
  beganAtMs: NOW - 60_500,
  detectedAtMs: NOW - 60_000,
  lastSeenAtMs: NOW,
  closedAtMs: NOW - 54_000,
  ...over,
});

const model = (overview: Partial<FleetOverview>, over: Partial<StatusModel> = {}): StatusModel => ({
  overview: {
    killSwitch: { on: false, by: '', reason: '', sinceMs: 0 },
    lastTickAtMs: NOW - 1_000,
    services: [service('cart')],
    openIncidents: [],
    inFlight: [],
    ...overview,
  },
  recent: [],
  urls: [['shop', 'http://127.0.0.1:8080']],
  nowMs: NOW,
  width: 100,
  ...over,
});

test('one sentence says whether it is bad and whether it is handled', () => {
  expect(sentence([service('cart')], [incident()], NOW)).toBe(
    'All 1 services healthy. Last heal 54 s ago: cart, verified.',
  );
  expect(sentence([service('cart', 'DOWN'), service('user')], [], NOW)).toBe('1 of 2 services healthy: cart DOWN.');
  expect(sentence([], [], NOW)).toContain('ares.service');
});

test('trouble stands first, each state as icon and word', () => {
  const text = statusScreen(model({ services: [service('cart'), service('user', 'DOWN')] }), plain);
  expect(text.indexOf('DOWN')).toBeLessThan(text.indexOf('✓ HEALTHY'));
});

test('old data and a pulled kill switch are said on top', () => {
  const killSwitch = { on: true, by: 'ann', reason: 'drill', sinceMs: NOW };
  const [first, second] = statusScreen(model({ lastTickAtMs: NOW - 60_000, killSwitch }), plain).split('\n');
  expect(first).toMatch(/^ARES {2}ARES does not look at the moment.*data 60 s old$/);
  expect(first).not.toContain('healthy');
  expect(second).toContain('PAUSED by ann');
});

test('a service that is down and has no incident says that nobody does anything about it', () =>
  expect(statusScreen(model({ services: [service('cart', 'DOWN')] }), plain)).toContain('left alone'));

test('every line fits the terminal, and no colour is lost or counted', () => {
  const sick = ['cart', 'gateway', 'order', 'postgres', 'product', 'user'].map((name) => service(name, 'DOWN'));
  const [plainText, painted] = [plain, painter({ isTTY: true }, {})].map((paint) =>
    statusScreen(model({ services: sick }, { recent: [incident()], width: 60 }), paint),
  );
  expect(Math.max(...(plainText ?? '').split('\n').map((line) => line.length))).toBeLessThanOrEqual(60);
  expect(stripVTControlCharacters(painted ?? '')).toBe(plainText);
  expect(painted).not.toBe(plainText);
});

test('no line ends in spaces', () => expect(statusScreen(model({}), plain)).not.toMatch(/ +$/m));

test('incident lines are cut to the width of the terminal', () => {
  const words = 'x'.repeat(500);
  const evidence = [{ feature: 'probe', value: 1, words, atMs: NOW }];
  const text = statusScreen(model({}, { recent: [incident({ evidence })], width: 80 }), plain);
  const line = text.split('\n').find((candidate) => candidate.includes('xxx'));
  expect(line).toHaveLength(80);
});

test('text from outside cannot move the cursor', () => expect(inert('a\u001b[2Jb\u0007')).toBe('a�[2Jb�'));
