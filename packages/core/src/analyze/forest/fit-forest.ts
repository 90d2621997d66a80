import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import type { RandomGenerator } from 'pure-rand/types/RandomGenerator';
import { growTree, type Tree } from './grow-tree.ts';
import type { IsolationForest } from './isolation-forest.ts';
import { pathLengthsOf } from './path-lengths.ts';
import { columnMedians, completed, type Rows } from './rows.ts';

export interface ForestOptions {
  readonly seed: number;
  /** At most 1,000 */
  readonly trees?: number;
  /** Rows that each tree is grown from, drawn without replacement (ψ); at most 4,096 */
  readonly sampleSize?: number;
}

/** The paper's own: more trees change the mean little, and with more rows a tree outliers hide each other. */
const TREES = 100;
const SAMPLE_SIZE = 256;

/**
 * Fits a forest; the same rows and the same seed give the same bits.
 * @param rows at least one; NaN means missing, and infinite values are taken as very large ones
 * @returns a forest that finds everything usual where all rows are alike
 * @throws RangeError where there is no row, no column, or more of anything than a forest can hold
 */
export function fitForest(rows: Rows, options: ForestOptions): IsolationForest {
  const { seed, trees = TREES, sampleSize = SAMPLE_SIZE } = options;
  check('rows', rows.count, 2 ** 31 - 1);
  check('columns', rows.features, 255);
  check('trees', trees, 1_000);
  check('sampleSize', sampleSize, 4_096);
  const typical = columnMedians(rows);
  const complete = completed(rows, typical);
  const random = xoroshiro128plus(seed);
  const order = Int32Array.from({ length: rows.count }, (_, row) => row);
  const size = Math.min(sampleSize, rows.count);
  const height = Math.ceil(Math.log2(Math.max(size, 2)));
  const grown: Tree[] = [];
  const roots = new Int32Array(trees);
  for (let tree = 0, first = 0; tree < trees; tree += 1) {
    roots[tree] = first;
    const own = growTree(complete, draw(order, size, random), height, random, first);
    grown.push(own);
    first += own.sizes.length;
  }
  const splits = Int32Array.from(grown.flatMap((tree) => tree.splits));
  const thresholds = Float64Array.from(grown.flatMap((tree) => tree.thresholds));
  const sizes = Uint16Array.from(grown.flatMap((tree) => tree.sizes));
  const pathLengths = pathLengthsOf({ splits, sizes });
  return { features: rows.features, sampleSize: size, height, roots, splits, thresholds, sizes, pathLengths, typical };
}

function check(what: string, value: number, most: number): void {
  if (!Number.isInteger(value) || value < 1 || value > most)
    throw new RangeError(`a forest takes 1 to ${most} ${what}, not ${value}`);
}

/** `size` different rows, by the first steps of a Fisher-Yates shuffle of `order`. */
function draw(order: Int32Array, size: number, random: RandomGenerator): Int32Array {
  for (let at = 0; at < size; at += 1) {
    const other = uniformInt(random, at, order.length - 1);
    const row = order[at] as number;
    order[at] = order[other] as number;
    order[other] = row;
  }
  return order.slice(0, size);
}
