import fc from 'fast-check';
import { expect, test } from 'vitest';
import { hostsWithinBudget, type MetricsSpent, signalsDue } from './metric-budget.ts';

const ROUND_MS = 300_000;
const hostIds = ['i-1', 'i-2', 'i-3', 'i-4', 'i-5'];
const THREE_METRICS_A_HOST_AND_12_ROUNDS = 36;

test('one minute in five reads', () => {
  const minutes = Array.from({ length: 60 }, (_, minute) => signalsDue(minute * 60_000 + 59_999));
  expect(minutes.filter(Boolean)).toHaveLength(12);
});

test('all hosts where the budget lasts, none where there is none', () => {
  const budget = { metricsPerHour: THREE_METRICS_A_HOST_AND_12_ROUNDS * hostIds.length, nowMs: 7 * ROUND_MS };
  expect(hostsWithinBudget(hostIds, budget).hostIds).toHaveLength(5);
  expect(hostsWithinBudget(hostIds, { ...budget, metricsPerHour: 0 }).hostIds).toEqual([]);
  expect(hostsWithinBudget([], budget).hostIds).toEqual([]);
});

test('hosts take turns where the budget is too small for all', () => {
  const metricsPerHour = THREE_METRICS_A_HOST_AND_12_ROUNDS * 2;
  const turns = [0, 1, 2, 3, 4].map((round) => hostsWithinBudget(hostIds, { metricsPerHour, nowMs: round * ROUND_MS }));
  for (const { hostIds: chosen } of turns) expect(new Set(chosen).size).toBe(2);
  const times = (hostId: string) => turns.filter(({ hostIds: chosen }) => chosen.includes(hostId)).length;
  expect(hostIds.map(times)).toEqual([2, 2, 2, 2, 2]);
});

test('row 5: however often a round is asked for, the hour stays within its budget', () =>
  fc.assert(
    fc.property(
      fc.nat(2_000),
      fc.nat(40),
      fc.array(fc.nat(59), { maxLength: 100 }),
      (metricsPerHour, hosts, minutes) => {
        const ids = Array.from({ length: hosts }, (_, i) => `i-${i}`);
        let spent: MetricsSpent | undefined;
        let metrics = 0;
        for (const minute of minutes.sort((a, b) => a - b)) {
          const turn = hostsWithinBudget(ids, { metricsPerHour, nowMs: minute * 60_000, spent });
          spent = turn.spent;
          metrics += turn.hostIds.length * 3;
          expect(new Set(turn.hostIds).size).toBe(turn.hostIds.length);
        }
        expect(metrics).toBeLessThanOrEqual(metricsPerHour);
      },
    ),
  ));
