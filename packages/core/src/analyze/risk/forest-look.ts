import type { EpochMs } from '../../model/time.ts';
import { contributions } from '../forest/contributions.ts';
import type { IsolationForest } from '../forest/isolation-forest.ts';
import { rowsOf } from '../forest/rows.ts';
import { scoreRows } from '../forest/score-rows.ts';
import { inUnit } from '../witness/in-unit.ts';
import { serviceMetrics } from '../witness/service-metrics.ts';
import type { Look, Reason } from './look.ts';
import type { Values } from './service-model.ts';

const NAMED_METRICS = 3;
/** What is seldom together is often no trouble: it counts half, and so never makes an alarm by itself. */
const WEIGHT = 0.5;

/** The scores of many rows, ascending. */
export const sortedScores = (forest: IsolationForest, rows: readonly Values[]): Float64Array =>
  rows.length === 0 ? new Float64Array() : scoreRows(forest, rowsOf(rows)).sort();

/**
 * How seldom values are seen together.
 * @param usual the forest's scores of usual rows, ascending
 */
export function forestLook(forest: IsolationForest, usual: Float64Array, row: Values, atMs: EpochMs): Look {
  const [score = 0] = scoreRows(forest, rowsOf([row]));
  const nats = WEIGHT * Math.log((usual.length + 1) / (countFrom(usual, score) + 1));
  return { nats, reasons: () => (nats === 0 ? [] : reasonsFor(forest, row, { score, usual, atMs })) };
}

interface Scored {
  readonly score: number;
  readonly usual: Float64Array;
  readonly atMs: EpochMs;
}

function reasonsFor(forest: IsolationForest, row: Values, { score, usual, atMs }: Scored): readonly Reason[] {
  const shares = contributions(forest, rowsOf([row]));
  const named = serviceMetrics
    .map(({ name, title, unit }, j) => ({ name, value: row[j] ?? Number.NaN, share: shares[j] ?? 0, title, unit }))
    .filter(({ value, share }) => share > 0 && Number.isFinite(value))
    .toSorted((a, b) => b.share - a.share)
    .slice(0, NAMED_METRICS);
  const [leading] = named;
  if (leading === undefined) return [];
  const together = named.map(({ title, value, unit }) => `${title} ${inUnit(value, unit)}`).join(', ');
  const expected = `a score about ${(usual[usual.length >> 1] ?? 0).toFixed(2)}`;
  const words = `${together}: seldom seen together, a score of ${score.toFixed(2)} where ${expected} is usual`;
  const { name: feature, value } = leading;
  return [{ feature, value, expected, words, atMs, weight: 1, isAbove: false }];
}

/** How many of the ascending values are `least` or more. */
function countFrom(values: Float64Array, least: number): number {
  let [low, high] = [0, values.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((values[middle] as number) < least) low = middle + 1;
    else high = middle;
  }
  return values.length - low;
}
