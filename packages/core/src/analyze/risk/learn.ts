import type { IsolationForest } from '../forest/isolation-forest.ts';
import { serviceMetrics } from '../witness/service-metrics.ts';
import { fitWitnesses, type WitnessModel } from '../witness/witness-model.ts';
import { sortedScores } from './forest-look.ts';
import { type ServiceModel, usualRows } from './service-model.ts';

/** What the quiet minutes of a day say is usual. */
export interface Learnt {
  readonly witness: WitnessModel;
  readonly joint?: {
    readonly forest: IsolationForest;
    /** What it says of those minutes, ascending. */
    readonly scores: Float64Array;
  };
}

/** Fewer quiet minutes say too little. */
const ROWS_MIN = 180;
const EVERY_ROWS = 60;

/** Whether it is time to learn anew. */
export const isDue = ({ usual, learnt, rowsSince }: ServiceModel): boolean =>
  (usual[0]?.count ?? 0) >= ROWS_MIN && (learnt === undefined || rowsSince >= EVERY_ROWS);

/**
 * Learns anew what is usual, which takes some milliseconds.
 * @param forest of the columns `modelled`
 */
export function learn(model: ServiceModel, forest: IsolationForest | undefined): void {
  const rows = usualRows(model);
  const joint = forest && { forest, scores: sortedScores(forest, rows) };
  model.learnt = { witness: fitWitnesses(serviceMetrics, rows), ...(joint ? { joint } : {}) };
  model.rowsSince = 0;
}
