import type { Family } from '../../../../packages/core/src/analyze/witness/metric-spec.ts';
import { type WitnessTuning, witnessTuning } from '../../../../packages/core/src/analyze/witness/witness-model.ts';
import { witnessScores } from './detect-nezha.ts';
import type { Nezha } from './load-nezha.ts';
import { nezhaMetrics } from './nezha-metrics.ts';
import { fitStretch, limitOf, type Recall, recallAt, type Scores, type Stretch } from './score-detection.ts';

/** The witness with something about it changed or left out; without a change as it runs in production, drift-proof. */
export interface WitnessVariant {
  readonly tuning?: Partial<WitnessTuning>;
  readonly without?: readonly Family[];
}

export type Scorer = (data: Nezha, fit: Stretch) => Scores;

export const witness =
  ({ tuning = {}, without = [] }: WitnessVariant = {}): Scorer =>
  (data, fit) =>
    witnessScores(
      data,
      fit,
      { ...witnessTuning, ...tuning },
      nezhaMetrics.filter(({ family }) => !without.includes(family)),
    );

const HOUR_S = 3_600;
/** Hours of quiet time behind which other slices of three quiet hours begin. */
const SLICES_AFTER_H = [3, 6, 9];

/** Mean recall at 1 % of the bins of other quiet slices, with the model fitted on what is before each. */
export function recallElsewhere(data: Nezha, scorer: Scorer): Pick<Recall, 'ownPod' | 'anyPod'> {
  const [start] = fitStretch(data);
  const slices = SLICES_AFTER_H.map((hours) => {
    const from = start + hours * HOUR_S;
    const scores = scorer(data, [start, from]);
    return recallAt(data, scores, limitOf(data, scores, 0.01, [from, from + 3 * HOUR_S]));
  });
  const mean = (of: (recall: Recall) => number): number => slices.reduce((sum, r) => sum + of(r), 0) / slices.length;
  return { ownPod: mean(({ ownPod }) => ownPod), anyPod: mean(({ anyPod }) => anyPod) };
}

/** Share of all pods' rows in the last three hours, which no model was fitted on, that score `limit` or more. */
export function quietRowsAt(data: Nezha, scores: Scores, limit: number): number {
  const [, from] = fitStretch(data);
  const quiet = Object.entries(data.pods).flatMap(
    ([pod, { t }]) => scores[pod]?.filter((_, i) => (t[i] ?? 0) >= from) ?? [],
  );
  return quiet.filter((score) => score >= limit).length / quiet.length;
}
