import { averagePathLength, type IsolationForest } from './isolation-forest.ts';
import { completed, type Rows } from './rows.ts';

/** Rows that are walked through one tree before the next, so that the tree stays in the processor's cache. */
const BLOCK = 512;

/**
 * Anomaly score of each row: 2 to the power of minus its mean path length over c(ψ). About 0.5 is usual, and the more
 * above it, the easier a row was to tell from all others.
 * @returns one score in 0..1 a row; 0.5 for all where the forest saw less than two rows
 * @throws RangeError if the rows have another number of columns than those of the fit
 */
export function scoreRows(forest: IsolationForest, rows: Rows): Float64Array {
  const { values } = fitting(forest, rows);
  const lengths = new Float64Array(rows.count);
  for (let from = 0; from < rows.count; from += BLOCK) {
    const to = Math.min(from + BLOCK, rows.count);
    for (const root of forest.roots) walk(forest, values, lengths, root, from, to);
  }
  return lengths.map((length) => scoreOf(forest, length / forest.roots.length));
}

export function scoreOf({ sampleSize }: IsolationForest, meanPathLength: number): number {
  const usual = averagePathLength(sampleSize);
  return usual === 0 ? 0.5 : 2 ** (-meanPathLength / usual);
}

/** Rows that the forest can be asked about, with every value finite. */
export function fitting({ features, typical }: IsolationForest, rows: Rows): Rows {
  if (rows.features !== features)
    throw new RangeError(`the forest knows ${features} columns, these rows have ${rows.features}`);
  return completed(rows, typical);
}

/**
 * Adds to each row's length that of its path in one tree. Four rows walk side by side, since their loads do not wait for
 * each other, and no step branches: it is the innermost loop of all scoring.
 */
function walk(
  { features, height, splits, thresholds, pathLengths }: IsolationForest,
  values: Float32Array,
  lengths: Float64Array,
  root: number,
  from: number,
  to: number,
): void {
  const add = (row: number, leaf: number): void => {
    lengths[row] = (lengths[row] as number) + (pathLengths[leaf] as number);
  };
  const next = (node: number, base: number): number => {
    const split = splits[node] as number;
    return (split >>> 8) + Number((values[base + (split & 255)] as number) > (thresholds[node] as number));
  };
  let row = from;
  for (; row + 4 <= to; row += 4) {
    const base = row * features;
    let [a, b, c, d] = [root, root, root, root];
    for (let step = 0; step < height; step += 1) {
      a = next(a, base);
      b = next(b, base + features);
      c = next(c, base + 2 * features);
      d = next(d, base + 3 * features);
    }
    add(row, a);
    add(row + 1, b);
    add(row + 2, c);
    add(row + 3, d);
  }
  for (; row < to; row += 1) {
    let node = root;
    for (let step = 0; step < height; step += 1) node = next(node, row * features);
    add(row, node);
  }
}
