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
  learnt: Learnt | undefined;
  /** Quiet rows since `learnt`. */
  rowsSince: number;
  lastAtMs: EpochMs;
}

export const MINUTE_MS = 60_000;
const USUAL_ROWS = 1_440;
/** What roots are ranked by, and the level of late. */
const RECENT_ROWS = 120;

export const detectorSettings: Settings = settingsOf({ stepMs: MINUTE_MS });

export const newServiceModel = (): ServiceModel => ({
  detectors: modelled.map(() => newDetector(detectorSettings)),
  usual: modelled.map(() => newRing(USUAL_ROWS)),
  recent: [],
  learnt: undefined,
  rowsSince: 0,
  lastAtMs: Number.NEGATIVE_INFINITY,
});

export const valuesOf = ([, ...values]: MinuteRow): Values => values.map((value) => value ?? Number.NaN);

export function pushRecent({ recent }: ServiceModel, row: MinuteRow): void {
  recent.push(row);
  if (recent.length > RECENT_ROWS) recent.shift();
}

/** The quiet minutes of the last day, the oldest first. */
export function usualRows({ usual }: ServiceModel): readonly Values[] {
  const [{ count, next } = { count: 0, next: 0 }] = usual;
  const place = (n: number): number => (next - count + n + USUAL_ROWS) % USUAL_ROWS;
  return Array.from({ length: count }, (_, n) => usual.map(({ values }) => values[place(n)] ?? Number.NaN));
}
