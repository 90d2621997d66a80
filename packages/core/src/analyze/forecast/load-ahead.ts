import type { EpochMs } from '../../model/time.ts';
import type { Forecaster } from '../../ports/forecaster.ts';
import { evenSeries, type TimedValue } from './even-series.ts';

/** The highest load that is expected within the next hour; in requests per second. */
export interface LoadAhead {
  readonly now: number;
  readonly expected: number;
  readonly low: number;
  readonly high: number;
  /** Start of the quarter of an hour in which it is expected. */
  readonly atMs: EpochMs;
}

const STEP_MS = 900_000;
const PER_DAY = 96;
const STEPS = 4;
/** A pattern that was seen once is none. */
const DAYS_MIN = 2;

/** @returns undefined while less than two whole days are known, or where no forecast can be made */
export function loadAhead(
  history: readonly TimedValue[],
  forecaster: Forecaster,
  nowMs: EpochMs,
): LoadAhead | undefined {
  const series = evenSeries(history, STEP_MS, nowMs);
  const now = series.at(-1);
  if (now === undefined || series.length < DAYS_MIN * PER_DAY) return undefined;
  const ahead = forecaster.ahead(series, PER_DAY, STEPS);
  if (ahead === undefined) return undefined;
  const expected = Math.max(...ahead.expected);
  const step = ahead.expected.indexOf(expected);
  const [low, high] = [ahead.low[step], ahead.high[step]];
  if (low === undefined || high === undefined || ![expected, low, high].every(Number.isFinite)) return undefined;
  const atMs = (Math.floor(nowMs / STEP_MS) + step) * STEP_MS;
  return { now, expected: Math.max(0, expected), low: Math.max(0, low), high: Math.max(0, high), atMs };
}
