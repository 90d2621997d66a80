import type { FleetOverview } from '@ares/core';
import { expect, test } from 'vitest';
import { newsLines } from './news-lines.ts';
import { NOW, service, view } from './testing/scene.ts';

const told = (before: Partial<FleetOverview>, after: Partial<FleetOverview>) => newsLines(view(before), view(after));
const problem = { hostId: 'h', containerName: 'x', label: 'ares.health', reason: 'no port', leftAlone: true };

test('nothing where nothing is new', () => {
  const same = { policyRejected: 'f.yaml:3: bad', labelProblems: [problem] };
  expect(told(same, same)).toEqual([]);
});

test('that nothing is known any more, and that it is again', () => {
  const stale = { lastTickAtMs: NOW - 48_000 };
  expect(told({}, stale)).toEqual(['Unknown: ARES does not run; last tick 48 s ago. → npm start']);
  expect(told(stale, { lastTickAtMs: NOW - 60_000 })).toEqual([]);
  expect(told(stale, {})).toEqual(['ARES looks again. The one service is healthy.']);
});

test('a host that falls silent, and that answers again', () => {
  const silent = { silentHosts: { 'host-1': NOW - 12_000 } };
  expect(told({}, silent)).toEqual(['host host-1 does not answer: its services are unknown']);
  expect(told(silent, {})).toEqual(['host host-1 answers again']);
});

test('row 48: a policy that is refused, another reason, and a good one', () => {
  const refused = (policyRejected: string) => ({ policyVersion: 'v1', policyRejected });
  expect(told({}, refused('a\u001b'))).toEqual(['POLICY REFUSED, the last good one stays in force: a�']);
  expect(told(refused('a'), refused('b'))).toEqual(['POLICY REFUSED, the last good one stays in force: b']);
  expect(told(refused('a'), {})).toEqual(['the policy is in force again as it is written']);
});

test('a label that cannot be followed is told once', () =>
  expect(told({}, { labelProblems: [problem] })).toEqual(['left alone: label ares.health of x: no port']));

test('a person’s hand', () => {
  const hands = [{ containerName: 'shop-cart-1', kind: 'stop', atMs: NOW }] as const;
  expect(told({}, { services: [service('cart', { health: 'DOWN', hands })] })).toEqual([
    expect.stringMatching(/^cart: stopped by a person \d\d:\d\d, left alone$/),
  ]);
});
