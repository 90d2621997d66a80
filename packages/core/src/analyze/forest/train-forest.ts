import type { FeatureName } from '../../model/feature.ts';
import type { EpochMs } from '../../model/time.ts';
import { fitForest } from './fit-forest.ts';
import type { IsolationForest } from './isolation-forest.ts';
import { type Rows, rowsOf } from './rows.ts';
import { fitting, scoreRows } from './score-rows.ts';

/** The joint model of a service's features that is in force. */
export interface TrainedForest {
  /** `HOST/PROJECT/SERVICE` */
  readonly serviceId: string;
  /** Features in the order of the forest's columns */
  readonly columns: readonly FeatureName[];
  readonly forest: IsolationForest;
  readonly rows: number;
  /** How alike the referee ranked those rows, Spearman's correlation */
  readonly agreement: number;
  readonly trainedAtMs: EpochMs;
}

/** How alike an independent forest ranks the same rows: Spearman's correlation. */
export type Referee = (rows: readonly (readonly number[])[], scores: ArrayLike<number>) => number;

export interface ForestTraining extends Pick<TrainedForest, 'serviceId' | 'columns'> {
  /** Of quiet times; NaN where nothing was measured */
  readonly rows: readonly (readonly number[])[];
  readonly lastGood?: TrainedForest | undefined;
  readonly referee: Referee;
  readonly nowMs: EpochMs;
}

export type ForestTrained =
  | { readonly kind: 'promoted'; readonly serviceId: string; readonly trained: TrainedForest }
  | { readonly kind: 'refused'; readonly serviceId: string; readonly reason: string };

/** Fewer say too little of how features go together. */
const ROWS_MIN = 60;
/**
 * Right models of unlike services are ranked alike to 0.67 and more, wrong ones to 0.32 at most, as
 * `npm run bench -- scoring` measures. Nearer to the right ones: what is refused in vain is trained again soon.
 */
export const AGREEMENT_MIN = 0.6;
/** A score that hardly any row of a model's own history reaches. */
const STRANGE = 0.6;
/** Quiet history of a whole day is no accident, however strange it was at first. */
const ACCIDENT_MS = 24 * 3_600_000;
const SEED = 2008;

/**
 * Trains the joint model of one service anew. Row 42: it is promoted only if an independent forest ranks the same rows
 * alike, and if the one in force recognises them; else the last good one is to be kept.
 */
export function trainForest(training: ForestTraining): ForestTrained {
  const { serviceId, columns, rows, nowMs } = training;
  const refused = (reason: string): ForestTrained => ({ kind: 'refused', serviceId, reason });
  if (rows.length < ROWS_MIN)
    return refused(`there are ${rows.length} rows of quiet history, and it takes ${ROWS_MIN}`);
  const table = rowsOf(rows);
  const forest = fitForest(table, { seed: SEED });
  const scores = scoreRows(forest, table);
  if (scores.every((score) => score === scores[0])) return refused('nothing in its history varies');
  const agreement = training.referee(complete(forest, table), scores);
  if (!(agreement >= AGREEMENT_MIN))
    return refused(
      `an independent forest ranks its history otherwise (Spearman ${agreement.toFixed(2)}, it takes ${AGREEMENT_MIN})`,
    );
  const strangeness = medianOf(scoresOfLast(training));
  if (strangeness > STRANGE)
    return refused(
      `the model in force finds its history strange (half of it scores ${strangeness.toFixed(2)} or more, and ${STRANGE} is much)`,
    );
  const trained = { serviceId, columns, forest, rows: rows.length, agreement, trainedAtMs: nowMs };
  return { kind: 'promoted', serviceId, trained };
}

/** The referee takes no missing values: it gets the rows as the forest reads them. */
function complete(forest: IsolationForest, rows: Rows): readonly (readonly number[])[] {
  const { count, features, values } = fitting(forest, rows);
  return Array.from({ length: count }, (_, row) => Array.from(values.subarray(row * features, (row + 1) * features)));
}

/**
 * What the model in force says of the new rows; nothing where it is old or one of other columns, or where most of the
 * rows are newer than it, so that the first busy hour after a quiet start is no poison.
 */
function scoresOfLast({ lastGood, columns, rows, nowMs }: ForestTraining): Float64Array {
  const counts =
    lastGood !== undefined &&
    nowMs - lastGood.trainedAtMs < ACCIDENT_MS &&
    2 * lastGood.rows >= rows.length &&
    lastGood.columns.join() === columns.join();
  return counts ? scoreRows(lastGood.forest, rowsOf(rows)) : new Float64Array();
}

const medianOf = (scores: Float64Array): number => scores.toSorted()[scores.length >> 1] ?? 0;
