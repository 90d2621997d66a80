import { aFakePorts } from '@ares/simulator';
import { expect, test, vi } from 'vitest';
import { budgetedSignals } from './budgeted-signals.ts';

const START_MS = Date.parse('2026-11-23T10:05:00Z');
const MINUTE_MS = 60_000;
const signal = (hostId: string) => ({ hostId, name: 'CPUUtilization', value: 3, words: 'CPU 3 %', atMs: 1 });

function stage(metricsPerHour: number) {
  const { clock, log, lines } = aFakePorts(START_MS);
  const read = vi.fn(async (hostIds: readonly string[]) => ({
    signals: hostIds.map(signal),
    incomplete: [] as { hostId: string; metric: string; reason: string }[],
    quarantined: 0,
  }));
  return { read, lines, signals: budgetedSignals({ read, metricsPerHour, clock, log }) };
}

test('CloudWatch is asked every five minutes', async () => {
  const { read, signals } = stage(1_000);
  for (let minute = 0; minute < 10; minute += 1) await signals(['i-1', 'i-2'], START_MS + minute * MINUTE_MS);
  expect(read.mock.calls.map(([hostIds]) => hostIds.toSorted())).toEqual([
    ['i-1', 'i-2'],
    ['i-1', 'i-2'],
  ]);
});

test('row 5: an event that comes twice is paid for once', async () => {
  const { read, signals } = stage(72);
  await signals(['i-1', 'i-2'], START_MS);
  expect(await signals(['i-1', 'i-2'], START_MS)).toEqual([]);
  expect(read).toHaveBeenCalledTimes(1);
});

test('without a budget nothing is asked', async () => {
  const { read, signals } = stage(0);
  await signals(['i-1'], START_MS);
  expect(read).not.toHaveBeenCalled();
});

test('row 36: what is missing is told, and has no value', async () => {
  const { read, signals, lines } = stage(1_000);
  const incomplete = [{ hostId: 'i-2', metric: 'CPUUtilization', reason: 'PartialData' }];
  read.mockResolvedValue({ signals: [signal('i-1')], incomplete, quarantined: 0 });
  expect(await signals(['i-1', 'i-2'], START_MS)).toEqual([signal('i-1')]);
  expect(lines).toMatchObject([{ event: 'dispatch.signals.incomplete', fields: { incomplete: 1 } }]);
});
