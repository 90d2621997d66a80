const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
/** One value in five minutes is remembered, whatever the interval of the samples. */
const MEMORY_STEP_MS = 5 * MINUTE_MS;
/** Eight metrics of a service must fit into 256 KB. */
const MEMORY_MS = 13 * DAY_MS;
/** Where samples are far apart the time alone would be too few rows. */
const MEMORY_ROWS_MIN = 1_250;
/** Of n values the next one is a new extreme once in n: of fewer than these the same distance says less. */
const MEMORY_ROWS_ENOUGH = MEMORY_MS / MEMORY_STEP_MS;
/** About one quiet sample in three hundred reaches it, most of them in episodes already told. */
export const ALARM_AT = 0.9965;

/** One look at a metric: its residual, or the mean of it over a while. */
export interface Scale {
  readonly name: 'sample' | 'hour' | 'three-hours';
  /** The mean is over this many rows. */
  readonly rows: number;
  /** Every how many rows one mean is remembered; neighbours are nearly the same. */
  readonly every: number;
  /** How many are remembered. */
  readonly memory: number;
  /** How many would be enough; while there are fewer, and where there never are as many, new values mean less. */
  readonly enough: number;
}

export interface Settings {
  /** Usual time between two samples. */
  readonly stepMs: number;
  readonly scales: readonly Scale[];
  /** What counts as one time of day. */
  readonly bucketMs: number;
  /** Days that the daily pattern is taken from, today included; and how many earlier ones must know the time of day. */
  readonly seasonDays: number;
  readonly seasonDaysMin: number;
  /** Rows that the exponential mean of late values reaches back. */
  readonly latelyRows: number;
  /** The same of the errors by which the two forecasts are compared. */
  readonly compareRows: number;
  /** A difference below this, in the metric's unit, is none. */
  readonly effectMin: number;
  /** The same as a share of what is expected. */
  readonly effectShareMin: number;
  /** Rows before the first alarm. */
  readonly warmUpRows: number;
  /** How long an alarm keeps others quiet that are not clearly worse. */
  readonly quietMs: number;
  /** A gap as long as this begins the means afresh. */
  readonly gapMs: number;
  /** Risk at and above which an alarm begins. */
  readonly alarmAt: number;
}

/**
 * Windows are lengths of time; rows follow from the interval of the samples.
 * @param options.stepMs usual time between two samples of this metric; below a minute the state of a service's metrics
 *   grows beyond what may be stored of it, so that means of minutes should be given instead
 */
export function settingsOf(options: Pick<Settings, 'stepMs'> & Partial<Settings>): Settings {
  const { stepMs } = options;
  const rows = (durationMs: number, min = 1): number => Math.max(min, Math.round(durationMs / stepMs));
  const scale = (name: Scale['name'], averaged: number, everySteps: number): Scale => {
    const every = rows(everySteps * MEMORY_STEP_MS);
    const memory = Math.round(Math.max(MEMORY_ROWS_MIN, MEMORY_MS / stepMs) / every);
    const enough = Math.max(memory, Math.round(MEMORY_ROWS_ENOUGH / every));
    return { name, rows: averaged, every, memory, enough };
  };
  return {
    scales: [scale('sample', 1, 1), scale('hour', rows(HOUR_MS, 4), 3), scale('three-hours', rows(3 * HOUR_MS, 6), 9)],
    bucketMs: Math.max(MEMORY_STEP_MS, stepMs),
    seasonDays: 8,
    seasonDaysMin: 2,
    latelyRows: rows(12 * HOUR_MS),
    compareRows: rows(42 * HOUR_MS, 50),
    effectMin: 0,
    effectShareMin: 0.01,
    warmUpRows: rows(2 * DAY_MS),
    quietMs: Math.max(12 * HOUR_MS, 24 * stepMs),
    gapMs: Math.max(3 * HOUR_MS, 6 * stepMs),
    alarmAt: ALARM_AT,
    ...options,
  };
}
