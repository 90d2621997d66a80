import type { Nezha } from './load-nezha.ts';

/** By pod, one for each of its rows. */
export type Scores = Readonly<Record<string, readonly number[]>>;

/** A stretch of time in unix seconds; the end is not included. */
export type Stretch = readonly [number, number];

export interface Recall {
  readonly ownPod: number;
  readonly anyPod: number;
  /** NaN where no fault was detected on its own pod. */
  readonly delayMinMedian: number;
}

/** A fault counts as detected up to this long after its start. */
const HORIZON_S = 300;
const BIN_S = 300;

/** Rows to fit on: from 15 min after the last fault to 3 h before the end. */
export function fitStretch({ pods, faults }: Nezha): Stretch {
  const last = Math.max(...faults.map(({ t }) => t));
  const end = Math.max(...Object.values(pods).map(({ t }) => t.at(-1) ?? 0));
  return [last + 900, end - 3 * 3_600];
}

/** The score above which at most `share` of the quiet stretch's bins, five minutes of one pod each, alarm. */
export function limitOf({ pods }: Nezha, scores: Scores, share: number, [from, to]: Stretch): number {
  const bins = new Map<string, number>();
  for (const [pod, { t }] of Object.entries(pods)) {
    t.forEach((at, i) => {
      if (at < from || at >= to) return;
      const bin = `${pod}|${Math.floor(at / BIN_S)}`;
      bins.set(bin, Math.max(bins.get(bin) ?? Number.NEGATIVE_INFINITY, scores[pod]?.[i] ?? 0));
    });
  }
  const peaks = [...bins.values()].sort((a, b) => b - a);
  return peaks[Math.floor(share * bins.size)] ?? Number.POSITIVE_INFINITY;
}

/** Recall by the data set's protocol, at a limit that `share` of the last three hours' bins pass. */
export function scoreDetection(data: Nezha, scores: Scores, share: number): Recall {
  const quiet: Stretch = [fitStretch(data)[1], Number.POSITIVE_INFINITY];
  return recallAt(data, scores, limitOf(data, scores, share, quiet));
}

export function recallAt(data: Nezha, scores: Scores, limit: number): Recall {
  const hits = hitsAt(data, scores, limit);
  const delays = hits.flatMap(({ delayMin }) => delayMin ?? []).sort((a, b) => a - b);
  return {
    ownPod: delays.length / hits.length,
    anyPod: hits.filter(({ anyPod }) => anyPod).length / hits.length,
    delayMinMedian: delays[delays.length >> 1] ?? Number.NaN,
  };
}

/** For each fault: minutes until its own pod alarmed, if it did, and whether any did. */
export const hitsAt = (data: Nezha, scores: Scores, limit: number) =>
  data.faults.map(({ service, type, t }) => ({
    type,
    delayMin: delayOf(data, scores, service, t, limit),
    anyPod: Object.keys(data.pods).some((pod) => delayOf(data, scores, pod, t, limit) !== undefined),
  }));

function delayOf({ pods }: Nezha, scores: Scores, pod: string, t: number, limit: number): number | undefined {
  const first = pods[pod]?.t.find((at, i) => at >= t && at <= t + HORIZON_S && (scores[pod]?.[i] ?? 0) > limit);
  return first === undefined ? undefined : (first - t) / 60;
}
