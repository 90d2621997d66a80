export interface SeasonalForecast {
  readonly expected: readonly number[];
  /** Of an interval of 95 %. */
  readonly low: readonly number[];
  readonly high: readonly number[];
}

/** Goes on with a series that has a daily pattern. */
export interface Forecaster {
  /**
   * @param values finite, at even steps, oldest first
   * @param perDay steps a day
   * @returns the next `steps` values; undefined where the series cannot be fitted
   */
  ahead(values: readonly number[], perDay: number, steps: number): SeasonalForecast | undefined;
}
