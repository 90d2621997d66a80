import type { FeatureName } from '../../model/feature.ts';

/** An error budget burns when it burns over the long window, and still does over the short one. */
export interface BurnWindows {
  readonly long: FeatureName;
  readonly short: FeatureName;
  /** Multiple of the share of requests that may fail. */
  readonly rate: number;
  readonly words: { readonly long: string; readonly short: string; readonly spends: string };
}

/** Short, so that it acts within the minute; only where load and dependencies say that the service itself fails. */
export const actingWindows: BurnWindows = {
  long: 'errorRatio5m',
  short: 'errorRatio1m',
  rate: 14.4,
  words: { long: '5 min', short: '1 min', spends: '2 % of a 30-day budget in 1 h' },
};

/** Of a budget for 30 days (Google SRE workbook, chapter 5, table 5-8), the faster one first. */
export const burnWindows: readonly BurnWindows[] = [
  {
    long: 'errorRatio1h',
    short: 'errorRatio5m',
    rate: 14.4,
    words: { long: '1 h', short: '5 min', spends: '2 % of a 30-day budget in 1 h' },
  },
  {
    long: 'errorRatio6h',
    short: 'errorRatio30m',
    rate: 6,
    words: { long: '6 h', short: '30 min', spends: '5 % of a 30-day budget in 6 h' },
  },
];

export interface Burn {
  readonly windows: BurnWindows;
  readonly longRatio: number;
  readonly shortRatio: number;
  /** The share of failed requests that the budget allows at this rate. */
  readonly limitRatio: number;
}

/**
 * The first pair of windows over which a budget burns.
 * @param ratioOf share of failed requests, 0..1; undefined or not finite: unknown, which burns nothing
 * @param budgetRatio share of requests that may fail
 */
export function burnOf(
  ratioOf: (feature: FeatureName) => number | undefined,
  budgetRatio: number,
  pairs: readonly BurnWindows[] = burnWindows,
): Burn | undefined {
  for (const windows of pairs) {
    const limitRatio = windows.rate * budgetRatio;
    const [longRatio = 0, shortRatio = 0] = [ratioOf(windows.long), ratioOf(windows.short)];
    const lowest = Math.min(longRatio, shortRatio);
    if (lowest > 0 && lowest >= limitRatio && Number.isFinite(longRatio + shortRatio))
      return { windows, longRatio, shortRatio, limitRatio };
  }
  return undefined;
}
