import { aSnapshot, probes } from '@ares/simulator';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { crashed, NOW } from '../testing/fixtures.ts';
import { clockSkewMs, toControlClock } from './control-clock.ts';

test('row 37: however far a host’s clock is off, ages stay right', () =>
  fc.assert(
    fc.property(fc.integer({ min: -300_000, max: 300_000 }), (offMs) => {
      const container = crashed('cart', {
        finishedAtMs: NOW + offMs - 500,
        probes: probes('ok', 3, NOW + offMs - 1_000),
      });
      const snapshot = aSnapshot({ containers: [container], takenAtMs: NOW + offMs });
      const skewMs = clockSkewMs(snapshot, NOW);
      const seen = toControlClock(snapshot, skewMs).containers[0];
      expect(Math.abs(NOW - 500 - (seen?.finishedAtMs ?? 0))).toBeLessThan(2_000);
      expect(Math.abs(NOW - 1_000 - (seen?.probes.at(-1)?.atMs ?? 0))).toBeLessThan(2_000);
    }),
  ));

test('the time that an answer takes is no skew', () =>
  expect(clockSkewMs(aSnapshot({ containers: [], takenAtMs: NOW - 900 }), NOW)).toBe(0));
