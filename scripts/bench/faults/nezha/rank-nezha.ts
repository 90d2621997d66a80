import type { ServiceRows } from '../../../../packages/core/src/localize/changes.ts';
import { isNamed } from '../../../../packages/core/src/localize/metric-roots.ts';
import { type EvidenceKind, rankByEvidence } from '../../../../packages/core/src/localize/rank-by-evidence.ts';
import { farthest } from '../n-sigma.ts';
import type { Nezha } from './load-nezha.ts';
import { nezhaMetrics } from './nezha-metrics.ts';
import { fitStretch } from './score-detection.ts';

const HISTORY_ROWS = 132;
/** The protocol: metrics up to four minutes after the fault. */
const LOOK_S = 240;

export interface Moment {
  /** All pods, past rows only. */
  readonly services: ReadonlyMap<string, ServiceRows>;
  /** Rows since the alarm. */
  readonly rowsSinceAlarm: number;
}

/** What is known four minutes after an alarm that came `lateMin` after `t`, unix seconds. */
export function momentAt({ pods }: Nezha, t: number, lateMin: number): Moment {
  const alarmS = t + lateMin * 60;
  const known = (at: number): boolean => at <= alarmS + LOOK_S;
  const services = Object.entries(pods).map(([pod, table]): [string, ServiceRows] => {
    const end = table.t.filter(known).length;
    return [pod, { specs: nezhaMetrics, rows: table.rows.slice(Math.max(0, end - HISTORY_ROWS), end) }];
  });
  const times = Object.values(pods)[0]?.t.filter(known) ?? [];
  return { services: new Map(services), rowsSinceAlarm: Math.max(1, times.filter((at) => at >= alarmS).length) };
}

export interface NezhaRanking {
  /** Take the alarm for the onset instead of looking for it. */
  readonly atAlarm?: boolean;
  readonly lateMin?: number;
  readonly without?: readonly EvidenceKind[];
}

export interface Ranked {
  /** The most suspected first. */
  readonly pods: readonly string[];
  /** The first one, where enough speaks against it. */
  readonly root: string | undefined;
}

/** For each fault, in the order of `faults.json`. */
export const rankFaults = (data: Nezha, options: NezhaRanking = {}): readonly Ranked[] =>
  data.faults.map(({ t }) => rankAt(data, momentAt(data, t, options.lateMin ?? 0), options));

function rankAt({ calls }: Nezha, moment: Moment, { atAlarm = false, without = [] }: NezhaRanking = {}): Ranked {
  const { services, rowsSinceAlarm } = moment;
  const onset = atAlarm ? { rowsSince: rowsSinceAlarm } : {};
  const suspects = rankByEvidence({ services, calls, without, ...onset });
  const [first] = suspects;
  const root = first && isNamed(first, moment) ? first.service : undefined;
  return { pods: suspects.map(({ service }) => service), root };
}

/** The peer: pods by their largest distance since the alarm from the mean before it, in standard deviations. */
export const nSigmaRanks = (data: Nezha, lateMin = 0): readonly (readonly string[])[] =>
  data.faults.map(({ t }) => {
    const { services, rowsSinceAlarm } = momentAt(data, t, lateMin);
    const scored = [...services].map(([pod, { rows, specs }]) => {
      const columns = specs.map((_, j) => rows.map((row) => row[j] ?? Number.NaN));
      const far = columns.map((values) => farthest(values.slice(-rowsSinceAlarm), values.slice(0, -rowsSinceAlarm)));
      return { pod, score: Math.max(...far) };
    });
    return scored.sort((a, b) => b.score - a.score).map(({ pod }) => pod);
  });

const QUIET_MOMENTS = 150;
const QUIET_AFTER_S = 2 * 3_600;
const QUIET_EVERY_S = 300;

/** Share of quiet moments, one every five minutes, at which no root is named. */
export function quietShare(data: Nezha): number {
  const from = fitStretch(data)[0] + QUIET_AFTER_S;
  const moments = Array.from({ length: QUIET_MOMENTS }, (_, i) => momentAt(data, from + i * QUIET_EVERY_S, 0));
  const silent = moments.filter((moment) => rankAt(data, moment).root === undefined);
  return silent.length / moments.length;
}
