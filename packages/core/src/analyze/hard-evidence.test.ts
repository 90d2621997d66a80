import { aProfile, probes } from '@ares/simulator';
import { expect, test } from 'vitest';
import { aContainer, crashed, NOW } from '../testing/fixtures.ts';
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
    container: aContainer('cart', { probes: probes('timeout', 3) }),
    want: 'hang',
  },
  { name: 'two time-outs are not', container: aContainer('cart', { probes: probes('timeout', 2) }), want: undefined },
  {
    name: 'three bad answers in a row are unhealthy',
    container: aContainer('cart', { probes: probes('bad-status', 3) }),
    want: 'unhealthy',
  },
  {
    name: 'row 26: one missed probe among good ones is nothing',
    container: aContainer('cart', { probes: [...probes('timeout', 2, NOW - 2_000), ...probes('ok', 1)] }),
    want: undefined,
  },
  {
    name: 'old failures say nothing of now',
    container: aContainer('cart', { probes: probes('timeout', 3, NOW - 61_000) }),
    want: undefined,
  },
  {
    name: 'row 58: a slow starter has its start period',
    container: aContainer('cart', { startedAtMs: NOW - 5_000, probes: probes('refused', 4) }),
    want: undefined,
  },
  {
    name: 'past its start period it is unhealthy',
    container: aContainer('cart', { startedAtMs: NOW - 25_000, probes: probes('refused', 4) }),
    want: 'unhealthy',
  },
  {
    name: 'paused is a control, not a fault',
    container: aContainer('cart', { state: 'paused', probes: probes('timeout', 3) }),
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
