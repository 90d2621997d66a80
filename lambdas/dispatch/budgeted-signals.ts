import { hostsWithinBudget, type MetricsSpent, type SignalReading, signalsDue } from '@ares/adapters/aws';
import type { HostSignalEntry } from '@ares/config/aws';
import type { Clock, EpochMs, Log } from '@ares/core';

export interface BudgetedSignals {
  readonly read: (hostIds: readonly string[], nowMs: EpochMs) => Promise<SignalReading>;
  readonly metricsPerHour: number;
  readonly clock: Clock;
  readonly log: Log;
}

/**
 * What CloudWatch says of hosts, every five minutes and within the budget. An extra: where it fails or answers in
 * part (row 36), what is missing is told and no value is made up for it.
 */
export function budgetedSignals({ read, metricsPerHour, clock, log }: BudgetedSignals) {
  let spent: MetricsSpent | undefined;
  return async (hostIds: readonly string[], scheduledMs: EpochMs): Promise<readonly HostSignalEntry[]> => {
    if (!signalsDue(scheduledMs)) return [];
    const allowed = hostsWithinBudget(hostIds, { metricsPerHour, nowMs: scheduledMs, spent });
    spent = allowed.spent;
    if (allowed.hostIds.length === 0) return [];
    const { signals, incomplete, quarantined } = await read(allowed.hostIds, clock.now());
    if (incomplete.length + quarantined > 0)
      log.warn('dispatch.signals.incomplete', { incomplete: incomplete.length, quarantined, first: incomplete[0] });
    return signals;
  };
}
