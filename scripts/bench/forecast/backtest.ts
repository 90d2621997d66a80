import { evenSeries, type Forecaster, type TimedValue } from '@ares/core';

/** Sums over all hours that were forecast, in the unit of the series. */
export interface Backtest {
  readonly values: number;
  readonly within: number;
  readonly error: number;
  /** Of saying that the last value stays. */
  readonly lastError: number;
  /** Of saying what was at that time the day before. */
  readonly dayBeforeError: number;
}

const STEP_MS = 900_000;
const PER_DAY = 96;
const HISTORY = 7 * PER_DAY;
const HOUR = 4;
const HOURS = 20;
/** A forecast of a constant is off by a millionth or so, and that is no error. */
const ROUNDING = 1e-5;

/** Forecasts hours spread over a series, each from the seven days before it; undefined where it is too short. */
export function backtest(values: readonly TimedValue[], forecaster: Forecaster): Backtest | undefined {
  const last = values.at(-1);
  const series = last ? evenSeries(values, STEP_MS, last.atMs) : [];
  const stride = Math.floor((series.length - HISTORY - HOUR) / HOURS);
  if (stride < 1) return undefined;
  const hours = Array.from({ length: HOURS }, (_, i) => forecastHour(series, HISTORY + i * stride, forecaster));
  return hours.reduce<Backtest | undefined>((sum, hour) => (sum && hour ? added(sum, hour) : (hour ?? sum)), undefined);
}

function forecastHour(series: readonly number[], at: number, forecaster: Forecaster): Backtest | undefined {
  const ahead = forecaster.ahead(series.slice(at - HISTORY, at), PER_DAY, HOUR);
  if (ahead === undefined) return undefined;
  const truth = series.slice(at, at + HOUR);
  const errorOf = (said: (i: number) => number | undefined): number =>
    truth.reduce((sum, value, i) => sum + Math.abs(value - (said(i) ?? Number.NaN)), 0);
  return {
    values: truth.length,
    within: truth.filter((value, i) => isWithin(value, ahead.low[i], ahead.high[i])).length,
    error: errorOf((i) => ahead.expected[i]),
    lastError: errorOf(() => series[at - 1]),
    dayBeforeError: errorOf((i) => series[at + i - PER_DAY]),
  };
}

function isWithin(value: number, low = Number.NaN, high = Number.NaN): boolean {
  const margin = ROUNDING * Math.abs(value);
  return value >= low - margin && value <= high + margin;
}

const added = (a: Backtest, b: Backtest): Backtest => ({
  values: a.values + b.values,
  within: a.within + b.within,
  error: a.error + b.error,
  lastError: a.lastError + b.lastError,
  dayBeforeError: a.dayBeforeError + b.dayBeforeError,
});
