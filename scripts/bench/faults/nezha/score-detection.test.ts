import { expect, test } from 'vitest';
import type { Nezha } from './load-nezha.ts';
import { fitStretch, limitOf, recallAt, scoreDetection } from './score-detection.ts';

const t = Array.from({ length: 300 }, (_, i) => i * 60);
const data: Nezha = {
  pods: { a: { t, rows: [] }, b: { t, rows: [] } },
  faults: [
    { t: 590, service: 'a', type: 'cpu_contention' },
    { t: 1_190, service: 'b', type: 'return' },
  ],
  calls: new Map(),
};
const scores = (a: Readonly<Record<number, number>>, b: Readonly<Record<number, number>> = {}) => ({
  a: t.map((_, i) => a[i] ?? 0),
  b: t.map((_, i) => b[i] ?? 0),
});
const EVER = [0, Number.POSITIVE_INFINITY] as const;

test('models are fitted from 15 minutes after the last fault to three hours before the end', () =>
  expect(fitStretch(data)).toEqual([1_190 + 900, 299 * 60 - 10_800]));

test('the limit lets as many bins alarm as the share allows: peaks count, not rows', () => {
  const given = scores({ 0: 9, 1: 8, 10: 5 }, { 0: 7 });
  expect([0, 1 / 120, 2 / 120, 3 / 120].map((share) => limitOf(data, given, share, EVER))).toEqual([9, 7, 5, 0]);
  expect(limitOf(data, given, 0.01, [20 * 60, 40 * 60])).toBe(0);
});

test('a fault is detected by its own pod within five minutes, from its start on', () => {
  const atFault = scores({ 9: 9, 12: 9 }, { 26: 9 });
  expect(recallAt(data, atFault, 5)).toEqual({ ownPod: 0.5, anyPod: 0.5, delayMinMedian: (12 * 60 - 590) / 60 });
  expect(recallAt(data, scores({ 21: 9 }), 5)).toEqual({ ownPod: 0, anyPod: 0.5, delayMinMedian: Number.NaN });
});

test('an alarm is above the limit, and the limit is that of the last three hours', () => {
  expect(scoreDetection(data, scores({ 10: 3, 200: 3 }), 0).ownPod).toBe(0);
  expect(scoreDetection(data, scores({ 10: 4, 200: 3 }), 0).ownPod).toBe(0.5);
});
