import type { MinuteRow } from '../../model/minute-rows.ts';
import { modelled } from '../../model/modelled.ts';
import type { EpochMs } from '../../model/time.ts';
import { type Detector, newDetector } from '../novelty/detector.ts';
import { newRing, type Ring } from '../novelty/ring.ts';
import { type Settings, settingsOf } from '../novelty/settings.ts';
import type { Learnt } from './learn.ts';

/** One row of all modelled features; NaN where nothing was measured. */
export type Values = readonly number[];

/** All that is known of one service by the minute. Changed by `judgeMinute` and `learn`; bounded. */
export interface ServiceModel {
  /** One for each modelled feature. */
  readonly detectors: readonly Detector[];
  /** A day of quiet minutes, a ring for each modelled feature. */
  readonly usual: readonly Ring[];
  /** The newest minutes, quiet or not, the newest last. */
  readonly recent: MinuteRow[];
  /** The values of the newest of them, for the witness. */
  readonly late: Values[];
  learnt: Learnt | undefined;
  /** Quiet rows since `learnt`. */
  rowsSince: number;
  lastAtMs: EpochMs;
}

export const MINUTE_MS = 60_000;
const USUAL_ROWS = 1_440;
/** What roots are ranked by, and the level of late. */
const RECENT_ROWS = 120;
/** The newest rows, and an hour before them for the level of late. */
const LATE_ROWS = 63;

export const detectorSettings: Settings = settingsOf({ stepMs: MINUTE_MS });

export const newServiceModel = (): ServiceModel => ({
  detectors: modelled.map(() => newDetector(detectorSettings)),
  usual: modelled.map(() => newRing(USUAL_ROWS)),
  recent: [],
  late: [],
  learnt: undefined,
  rowsSince: 0,
  lastAtMs: Number.NEGATIVE_INFINITY,
});

const valuesOf = ([, ...values]: MinuteRow): Values => values.map((value) => value ?? Number.NaN);

/** @returns the row's values */
export function pushRecent({ recent, late }: ServiceModel, row: MinuteRow): Values {
  recent.push(row);
  if (recent.length > RECENT_ROWS) recent.shift();
  const values = valuesOf(row);
  late.push(values);
  if (late.length > LATE_ROWS) late.shift();
  return values;
}

export const lateOf = (recent: readonly MinuteRow[]): Values[] => recent.slice(-LATE_ROWS).map(valuesOf);

/** The quiet minutes of the last day, the oldest first. */
export function usualRows({ usual }: ServiceModel): readonly Values[] {
  const [{ count, next } = { count: 0, next: 0 }] = usual;
  const place = (n: number): number => (next - count + n + USUAL_ROWS) % USUAL_ROWS;
  return Array.from({ length: count }, (_, n) => usual.map(({ values }) => values[place(n)] ?? Number.NaN));
}
