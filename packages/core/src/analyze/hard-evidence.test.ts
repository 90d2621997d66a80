import { expect, test } from 'vitest';
import { aContainer, aProfile, crashed, NOW, probes } from '../testing/fixtures.ts';
import { hardEvidence } from './hard-evidence.ts';

const profile = aProfile();
const intent = { containerName: 'shop-cart-1', containerId: 'a'.repeat(64), kind: 'stop', atMs: NOW - 900 } as const;

test.each([
  { name: 'an exit that nobody asked for is a crash', container: crashed('cart'), want: 'crash' },
  {
    name: 'an exit with code 0 is one too: services do not end',
    container: crashed('cart', { exitCode: 0 }),
    want: 'crash',
  },
  { name: 'a settling exit is nothing yet', container: crashed('cart', { settling: true }), want: undefined },
  {
    name: 'three time-outs in a row are a hang',
    container: aContainer('cart', { probes: probes(3, 'timeout') }),
    want: 'hang',
  },
  { name: 'two time-outs are not', container: aContainer('cart', { probes: probes(2, 'timeout') }), want: undefined },
  {
    name: 'three bad answers in a row are unhealthy',
    container: aContainer('cart', { probes: probes(3, 'bad-status') }),
    want: 'unhealthy',
  },
  {
    name: 'row 26: one missed probe among good ones is nothing',
    container: aContainer('cart', { probes: [...probes(2, 'timeout', NOW - 1_000), ...probes(1)] }),
    want: undefined,
  },
  {
    name: 'old failures say nothing of now',
    container: aContainer('cart', { probes: probes(3, 'timeout', NOW - 60_000) }),
    want: undefined,
  },
  {
    name: 'row 58: a slow starter has its start period',
    container: aContainer('cart', { startedAtMs: NOW - 5_000, probes: probes(4, 'refused') }),
    want: undefined,
  },
  {
    name: 'past its start period it is unhealthy',
    container: aContainer('cart', { startedAtMs: NOW - 25_000, probes: probes(4, 'refused') }),
    want: 'unhealthy',
  },
  {
    name: 'paused is a control, not a fault',
    container: aContainer('cart', { state: 'paused', probes: probes(3, 'timeout') }),
    want: undefined,
  },
  {
    name: 'Docker health counts',
    container: aContainer('cart', { dockerHealth: 'unhealthy', probes: [] }),
    want: 'unhealthy',
  },
])('$name', ({ container, want }) => expect(hardEvidence(container, [], profile, NOW)?.symptom).toBe(want));

test('what a person stopped is no crash', () =>
  expect(hardEvidence(crashed('cart'), [intent], profile, NOW)).toBeUndefined());

test('an out-of-memory kill says so', () =>
  expect(hardEvidence(crashed('cart', { oomKilled: true }), [], profile, NOW)?.evidence[0]?.words).toContain('memory'));
