import type { IsolationForest } from '@ares/core';

/** c(n): what the rows of a leaf still need to be told apart. */
type Unresolved = (rows: number) => number;

/** The paper's score, walked node by node as the paper writes it: what faster ways have to agree with. */
export function plainScore(forest: IsolationForest, row: ArrayLike<number>, unresolved: Unresolved): number {
  const lengths = [...forest.roots].map((root) => plainLength(forest, row, root, unresolved));
  const mean = lengths.reduce((sum, length) => sum + length, 0) / lengths.length;
  return 2 ** (-mean / unresolved(forest.sampleSize));
}

function plainLength(forest: IsolationForest, row: ArrayLike<number>, node: number, unresolved: Unresolved): number {
  const { splits, thresholds, sizes } = forest;
  const [left, column] = [(splits[node] as number) >>> 8, (splits[node] as number) & 255];
  if (left === node) return unresolved(sizes[node] as number);
  const goesLeft = (row[column] as number) <= (thresholds[node] as number);
  return 1 + plainLength(forest, row, goesLeft ? left : left + 1, unresolved);
}

const logs = (rows: number, gammas: number): number => 2 * Math.log(rows - 1) + gammas - (2 * (rows - 1)) / rows;
const ofPairs = (rows: number): number => (rows < 2 ? 0 : 1);

export const paperUnresolved: Unresolved = (rows) => (rows > 2 ? logs(rows, 2 * 0.5772156649015329) : ofPairs(rows));

/** The package adds Euler's constant once where the paper adds it twice. */
export const peerUnresolved: Unresolved = (rows) => (rows > 2 ? logs(rows, 0.57721) : ofPairs(rows));
