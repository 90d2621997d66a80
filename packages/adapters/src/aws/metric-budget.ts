import { SIGNAL_PERIOD_MS, signalMetrics } from './signal-metrics.ts';

const ROUNDS_PER_HOUR = 3_600_000 / SIGNAL_PERIOD_MS;
const MINUTE_MS = 60_000;

/** Metrics that were paid for in one round, which lasts as long as a period of CloudWatch. */
export interface MetricsSpent {
  readonly round: number;
  readonly metrics: number;
}

export interface MetricBudget {
  readonly metricsPerHour: number;
  readonly nowMs: number;
  /** What the reading before returned; absent after a cold start. */
  readonly spent?: MetricsSpent | undefined;
}

const roundOf = (nowMs: number): number => Math.floor(nowMs / SIGNAL_PERIOD_MS);

/** True in the first minute of each round. */
export const signalsDue = (nowMs: number): boolean => nowMs % SIGNAL_PERIOD_MS < MINUTE_MS;

/**
 * The hosts whose series may be read now. Each round has an equal part of the hour's budget, so that no forgotten
 * count can spend the hour at once; where it is too small for all, the hosts take turns.
 */
export function hostsWithinBudget(
  hostIds: readonly string[],
  { metricsPerHour, nowMs, spent }: MetricBudget,
): { readonly hostIds: readonly string[]; readonly spent: MetricsSpent } {
  const round = roundOf(nowMs);
  const metricsBefore = spent?.round === round ? spent.metrics : 0;
  const metricsPerRound = metricsPerHour / ROUNDS_PER_HOUR;
  const affordable = (metrics: number) => Math.max(0, Math.floor(metrics / signalMetrics.length));
  const count = Math.min(hostIds.length, affordable(metricsPerRound - metricsBefore));
  const first = hostIds.length === 0 ? 0 : (round * affordable(metricsPerRound)) % hostIds.length;
  return {
    hostIds: [...hostIds.slice(first), ...hostIds.slice(0, first)].slice(0, count),
    spent: { round, metrics: metricsBefore + count * signalMetrics.length },
  };
}
