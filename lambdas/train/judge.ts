import type { EpochMs } from '@ares/core';
import type { TrainedBaseline } from './baseline.ts';

/** The level of a whole window of quiet history is no accident, however far it is from the one before. */
export const WINDOW_MS = 24 * 3_600_000;
/** Median absolute deviations that a level may move from one training to the next, … */
const DEVIATIONS_MAX = 20;
/** … or this multiple of it, where the deviation is small. */
const FACTOR_MAX = 5;
const FLOOR = 1e-3;

export interface Judgement {
  /** What is in force from now on: the new one where it can be trusted, else the last good one. */
  readonly baselines: readonly TrainedBaseline[];
  readonly accepted: number;
  readonly refused: readonly { readonly serviceId: string; readonly feature: string; readonly reason: string }[];
}

/** Row 42: poisoned or broken training never replaces what was good. */
export function judge(
  trained: readonly TrainedBaseline[],
  lastGood: readonly TrainedBaseline[],
  nowMs: EpochMs,
): Judgement {
  const known = new Map(lastGood.map((baseline) => [keyOf(baseline), baseline]));
  const judged = trained.map((baseline) => {
    const last = known.get(keyOf(baseline));
    return { baseline, last, reason: reasonAgainst(baseline, last, nowMs) };
  });
  const accepted = judged.filter(({ reason }) => reason === undefined).map(({ baseline }) => baseline);
  const isNew = new Set(accepted.map(keyOf));
  const kept = lastGood.filter((last) => !isNew.has(keyOf(last)));
  return {
    baselines: [...accepted, ...kept],
    accepted: accepted.length,
    refused: judged.flatMap(({ baseline: { serviceId, feature }, reason }) =>
      reason === undefined ? [] : [{ serviceId, feature, reason }],
    ),
  };
}

const keyOf = ({ serviceId, feature }: TrainedBaseline): string => `${serviceId} ${feature}`;

function reasonAgainst(
  { median, mad }: TrainedBaseline,
  last: TrainedBaseline | undefined,
  nowMs: EpochMs,
): string | undefined {
  if (!Number.isFinite(median) || !Number.isFinite(mad) || mad < 0) return 'not finite';
  if (last === undefined || nowMs - last.trainedAtMs >= WINDOW_MS) return undefined;
  const allowed = Math.max(DEVIATIONS_MAX * last.mad, (FACTOR_MAX - 1) * last.median, FLOOR);
  return Math.abs(median - last.median) > allowed ? `median ${median} after ${last.median}` : undefined;
}
