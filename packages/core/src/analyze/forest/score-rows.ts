import { averagePathLength, type IsolationForest } from './isolation-forest.ts';
import { completed, type Rows } from './rows.ts';

/** Rows that are walked through one tree before the next, so that it stays in the processor's cache; six at a time. */
const BLOCK = 85 * 6;

/**
 * Anomaly score of each row: 2 to the power of minus its mean path length over c(ψ). About 0.5 is usual, and the more
 * above it, the easier a row was to tell from all others.
 * @returns one score in 0..1 a row; 0.5 for all where the forest saw less than two rows
 * @throws RangeError if the rows have another number of columns than those of the fit
 */
export function scoreRows(forest: IsolationForest, rows: Rows): Float64Array {
  const { values } = fitting(forest, rows);
  const lengths = new Float64Array(rows.count);
  const sixes = rows.count - (rows.count % 6);
  for (let from = 0; from < sixes; from += BLOCK) {
    const to = Math.min(from + BLOCK, sixes);
    for (const root of forest.roots) walk(forest, values, lengths, root, from, to);
  }
  for (let row = sixes; row < rows.count; row += 1) lengths[row] = walkAlone(forest, values, row * rows.features);
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
 * The child that a row goes on to, or the leaf that it is in. No step branches, and the innermost loop of all scoring
 * leaves no room for calls.
 */
function next(splits: Int32Array, thresholds: Float64Array, values: Float32Array, node: number, base: number): number {
  const split = splits[node] as number;
  return (split >>> 8) + Number((values[base + (split & 255)] as number) > (thresholds[node] as number));
}

/**
 * Adds to each row's length that of its path in one tree. Six rows walk side by side, since their loads do not wait
 * for each other.
 */
function walk(
  { features, height, splits, thresholds, pathLengths }: IsolationForest,
  values: Float32Array,
  lengths: Float64Array,
  root: number,
  from: number,
  to: number,
): void {
  for (let row = from; row < to; row += 6) {
    const base = row * features;
    let a = root;
    let b = root;
    let c = root;
    let d = root;
    let e = root;
    let f = root;
    for (let step = 0; step < height; step += 1) {
      a = next(splits, thresholds, values, a, base);
      b = next(splits, thresholds, values, b, base + features);
      c = next(splits, thresholds, values, c, base + 2 * features);
      d = next(splits, thresholds, values, d, base + 3 * features);
      e = next(splits, thresholds, values, e, base + 4 * features);
      f = next(splits, thresholds, values, f, base + 5 * features);
    }
    lengths[row] = (lengths[row] as number) + (pathLengths[a] as number);
    lengths[row + 1] = (lengths[row + 1] as number) + (pathLengths[b] as number);
    lengths[row + 2] = (lengths[row + 2] as number) + (pathLengths[c] as number);
    lengths[row + 3] = (lengths[row + 3] as number) + (pathLengths[d] as number);
    lengths[row + 4] = (lengths[row + 4] as number) + (pathLengths[e] as number);
    lengths[row + 5] = (lengths[row + 5] as number) + (pathLengths[f] as number);
  }
}

/** The path length of one row over all trees, of which six are walked side by side. */
function walkAlone(forest: IsolationForest, values: Float32Array, base: number): number {
  const { height, roots, splits, thresholds, pathLengths } = forest;
  let length = 0;
  let tree = 0;
  for (; tree + 6 <= roots.length; tree += 6) {
    let a = roots[tree] as number;
    let b = roots[tree + 1] as number;
    let c = roots[tree + 2] as number;
    let d = roots[tree + 3] as number;
    let e = roots[tree + 4] as number;
    let f = roots[tree + 5] as number;
    for (let step = 0; step < height; step += 1) {
      a = next(splits, thresholds, values, a, base);
      b = next(splits, thresholds, values, b, base);
      c = next(splits, thresholds, values, c, base);
      d = next(splits, thresholds, values, d, base);
      e = next(splits, thresholds, values, e, base);
      f = next(splits, thresholds, values, f, base);
    }
    length = length + (pathLengths[a] as number) + (pathLengths[b] as number) + (pathLengths[c] as number);
    length = length + (pathLengths[d] as number) + (pathLengths[e] as number) + (pathLengths[f] as number);
  }
  for (; tree < roots.length; tree += 1) {
    let node = roots[tree] as number;
    for (let step = 0; step < height; step += 1) node = next(splits, thresholds, values, node, base);
    length += pathLengths[node] as number;
  }
  return length;
}
