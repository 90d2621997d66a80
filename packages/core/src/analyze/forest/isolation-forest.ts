/**
 * A fitted isolation forest, as flat arrays over the nodes of all trees. A leaf leads to itself under an infinite
 * threshold, so that a walk of `height` steps ends in the right leaf however early it got there.
 * @see F. T. Liu, K. M. Ting, Z.-H. Zhou (2008), Isolation Forest
 */
export interface IsolationForest {
  /** Columns of a row, at most 255 */
  readonly features: number;
  /** Rows that each tree was grown from (ψ) */
  readonly sampleSize: number;
  /** Longest walk from a root to a leaf */
  readonly height: number;
  /** Node of each tree's root */
  readonly roots: Int32Array;
  /** Left child times 256, plus the column that the node splits by; the right child stands behind the left one */
  readonly splits: Int32Array;
  /** A row goes left where its value is at most this, at single precision; +Infinity in leaves */
  readonly thresholds: Float64Array;
  /** Rows of the tree's sample that came by */
  readonly sizes: Uint16Array;
  /** Path length that a row at this node has to expect; in a leaf the path length itself */
  readonly pathLengths: Float64Array;
  /** Median of each column, which stands in for a value that is missing */
  readonly typical: Float32Array;
}

export const splitOf = (leftChild: number, column: number): number => (leftChild << 8) | column;
export const leftChildOf = (split: number): number => split >>> 8;
export const columnOf = (split: number): number => split & 255;

const EULER_GAMMA = 0.5772156649015329;

/** Mean path length of an unsuccessful search in a binary search tree of `n` rows: the paper's c(n). */
export function averagePathLength(n: number): number {
  if (n <= 1) return 0;
  if (n === 2) return 1;
  return 2 * (Math.log(n - 1) + EULER_GAMMA) - (2 * (n - 1)) / n;
}
