import type { EpochMs } from '../../model/time.ts';
import { newSeasonalTable, pushSeasonal, type SeasonalTable, seasonalMedian } from './seasonal-table.ts';
import type { Settings } from './settings.ts';

/** What a metric's next value should be: as lately, or as at this time on other days. */
export interface Expectation {
  readonly season: SeasonalTable;
  samples: number;
  /** Exponential mean of the values. */
  lately: number;
  /** Rows on which both could be compared, and how far each was off, as exponential means of the absolute error. */
  compared: number;
  seasonalError: number;
  latelyError: number;
}

export const newExpectation = ({ bucketMs, seasonDays }: Settings): Expectation => ({
  season: newSeasonalTable(bucketMs, seasonDays),
  samples: 0,
  lately: 0,
  compared: 0,
  seasonalError: 0,
  latelyError: 0,
});

/**
 * What was expected of this sample before it came; learns from it. Of the two forecasts that one counts which erred
 * less of late: a metric without a daily pattern must not be compared with one.
 */
export function expectAndLearn(state: Expectation, value: number, atMs: EpochMs, settings: Settings): number {
  const lately = state.samples === 0 ? value : state.lately;
  const { median, days } = seasonalMedian(state.season, atMs);
  const seasonalCounts = days >= settings.seasonDaysMin && state.seasonalError <= state.latelyError;
  if (days > 0) compare(state, value - median, value - lately, settings);
  state.samples++;
  state.lately += (value - state.lately) * Math.max(1 / settings.latelyRows, 1 / state.samples);
  pushSeasonal(state.season, value, atMs);
  return seasonalCounts ? median : lately;
}

function compare(state: Expectation, seasonal: number, lately: number, { compareRows }: Settings): void {
  state.compared++;
  const weight = Math.max(1 / compareRows, 1 / state.compared);
  state.seasonalError += weight * (Math.abs(seasonal) - state.seasonalError);
  state.latelyError += weight * (Math.abs(lately) - state.latelyError);
}
