import type { Decision } from '@ares/core';
import { anAction } from '@ares/simulator';
import { expect, test } from 'vitest';
import { clockTime } from './format.ts';
import { incident, NOW, service, view } from './testing/scene.ts';

const cart = service('cart', { health: 'DOWN' });
const noteOf = (over: Parameters<typeof view>[0]) => view({ services: [cart], ...over }).services[0]?.note;
const hold = (guard: Extract<Decision, { kind: 'hold' }>['guard'], over: object = {}): Decision => ({
  kind: 'hold',
  guard,
  reason: 'because',
  answers: [],
  ...over,
});
const because = '(crash: exited with code 137)';

test.each<readonly [string, Decision, string]>([
  [
    'shadow',
    hold('autonomy', { reason: 'shadow: would have done restart', would: 'restart' }),
    'shadow: would restart',
  ],
  [
    'approval',
    hold('autonomy', { reason: 'restart waits for approval', would: 'restart' }),
    'restart waits for approval',
  ],
  ['the kill switch', hold('kill-switch'), 'paused by kill switch'],
  ['a time to wait', hold('cooldown', { retryAtMs: NOW + 5_000 }), `held: cooldown until ${clockTime(NOW + 5_000)}`],
  ['a time that is over', hold('cooldown', { retryAtMs: NOW - 5_000 }), 'held: because'],
  [
    'any other guard',
    hold('root', { reason: 'not the root: redis shows crash' }),
    'held: not the root: redis shows crash',
  ],
  [
    'the ladder',
    { kind: 'escalate', reason: '3 attempts did not help', answers: [] },
    'a person is needed: 3 attempts did not help',
  ],
  ['an act', { kind: 'act', action: 'restart', rung: 0, answers: [] }, 'restart decided'],
])('the last decision is told: %s', (_, decision, words) =>
  expect(noteOf({ openIncidents: [incident()], decisions: { '0123456789': decision } })).toBe(`${words} ${because}`),
);

test('what is under way is told first', () => {
  const action = anAction(incident(), { state: 'sent', intendedAtMs: NOW - 2_100 });
  expect(noteOf({ inFlight: [action], openIncidents: [incident()] })).toBe('restart sent, 2.1 s');
});

test('what is told only, and a second trouble beside the first', () => {
  const tell = incident({ weight: 'tell', symptom: 'latency', id: 'tell' });
  expect(noteOf({ openIncidents: [tell] })).toBe('told only (latency: exited with code 137)');
  const decisions = { '0123456789': hold('kill-switch') };
  expect(noteOf({ openIncidents: [tell, incident()], decisions })).toBe(`paused by kill switch ${because}, 1 more`);
});

test('a person’s hand is told, and that it is left alone', () => {
  const hands = [{ containerName: 'shop-cart-1', kind: 'stop', atMs: NOW - 60_000 }] as const;
  const at = clockTime(NOW - 60_000).slice(0, 5);
  expect(noteOf({ services: [{ ...cart, hands }] })).toBe(`stopped by a person ${at}, left alone`);
  const one = { ...service('cart', { replicas: { running: 1, known: 2 } }), hands };
  expect(noteOf({ services: [one] })).toBe(`shop-cart-1 stopped by a person ${at}, left alone`);
});

test('of a removed replica the name is told while others are there', () => {
  const hands = [{ containerName: 'shop-cart-2', kind: 'remove', atMs: NOW - 60_000 }] as const;
  const left = service('cart', { hands });
  expect(noteOf({ services: [left] })).toMatch(/^shop-cart-2 removed by a person/);
  expect(noteOf({ services: [{ ...left, replicas: { running: 0, known: 0 } }] })).toMatch(/^removed by a person/);
});

test('what is not seen any more keeps the hand that was known', () => {
  const hands = [{ containerName: 'shop-cart-1', kind: 'stop', atMs: NOW - 60_000 }] as const;
  const note = noteOf({ services: [{ ...cart, hands }], lastTickAtMs: NOW - 48_000 });
  expect(note).toMatch(/^was DOWN .+ ago: stopped by a person \d\d:\d\d$/);
});

test('a hand of another day has its date', () => {
  const hands = [{ containerName: 'shop-cart-1', kind: 'pause', atMs: NOW - 200_000_000 }] as const;
  expect(noteOf({ services: [{ ...cart, hands }] })).toMatch(
    /^paused by a person \d{4}-\d\d-\d\d \d\d:\d\d, left alone$/,
  );
});

test('a service that is down for no known reason, and one that flaps', () => {
  expect(noteOf({})).toBe('no fault seen, so it is left alone');
  expect(noteOf({ services: [service('cart', { flapping: true })] })).toBe('flapping');
});

test('text from outside cannot move the cursor', () => {
  const evidence = [{ feature: 'probe', value: 1, words: 'a\u001b[2Jb', atMs: NOW }];
  expect(noteOf({ openIncidents: [incident({ evidence })] })).not.toContain('\u001b');
});
