import { fitWitnesses, type WitnessTuning } from '../../../../packages/core/src/analyze/witness/witness-model.ts';
import { witnessRisk } from '../../../../packages/core/src/analyze/witness/witness-risk.ts';
import { momentsOf, sigmas } from '../n-sigma.ts';
import type { Nezha, PodTable } from './load-nezha.ts';
import { nezhaMetrics } from './nezha-metrics.ts';
import type { Scores, Stretch } from './score-detection.ts';

/** An hour before the newest rows, for the level of late. */
const LEVEL_ROWS = 60;

/** The score of every row of every pod, from a model of the rows of `fit`. */
export const witnessScores = ({ pods }: Nezha, fit: Stretch, tuning: WitnessTuning, specs = nezhaMetrics): Scores =>
  mapValues(pods, (pod) => {
    const columns = specs.map((spec) => nezhaMetrics.indexOf(spec));
    const rows = pod.rows.map((row) => columns.map((j) => row[j] ?? Number.NaN));
    const model = fitWitnesses(specs, within({ ...pod, rows }, fit), tuning);
    const longest = Math.max(...tuning.spans) + (tuning.drifting.length > 0 ? LEVEL_ROWS : 0);
    return rows.map((_, i) => witnessRisk(model, rows.slice(Math.max(0, i + 1 - longest), i + 1)).score);
  });

/** The peer: the largest distance from the mean in standard deviations, over all metrics of the pod. */
export const nSigmaScores = ({ pods }: Nezha, fit: Stretch): Scores =>
  mapValues(pods, (pod) => {
    const usual = within(pod, fit);
    const moments = nezhaMetrics.map((_, j) => momentsOf(usual.map((row) => row[j] ?? Number.NaN)));
    return pod.rows.map((row) => Math.max(...moments.map((m, j) => sigmas(row[j] ?? Number.NaN, m))));
  });

const within = ({ t, rows }: PodTable, [from, to]: Stretch) =>
  rows.filter((_, i) => (t[i] ?? Number.NaN) >= from && (t[i] ?? Number.NaN) < to);

const mapValues = (pods: Nezha['pods'], scoresOf: (pod: PodTable) => readonly number[]): Scores =>
  Object.fromEntries(Object.entries(pods).map(([name, pod]) => [name, scoresOf(pod)]));
