import { averagePathLength, type IsolationForest, leftChildOf } from './isolation-forest.ts';

/**
 * Path length that a row has to expect at each node: in a leaf its depth and what its rows would still need to be told
 * apart, above it the mean of its children by their rows.
 */
export function pathLengthsOf({ splits, sizes }: Pick<IsolationForest, 'splits' | 'sizes'>): Float64Array {
  const depths = depthsOf(splits);
  const lengths = new Float64Array(splits.length);
  const weighted = (node: number): number => (sizes[node] as number) * (lengths[node] as number);
  for (let node = splits.length - 1; node >= 0; node -= 1) {
    const left = leftChildOf(splits[node] as number);
    const size = sizes[node] as number;
    lengths[node] =
      left === node ? (depths[node] as number) + averagePathLength(size) : (weighted(left) + weighted(left + 1)) / size;
  }
  return lengths;
}

function depthsOf(splits: Int32Array): Uint8Array {
  const depths = new Uint8Array(splits.length);
  splits.forEach((split, node) => {
    const left = leftChildOf(split);
    if (left !== node) depths.fill((depths[node] as number) + 1, left, left + 2);
  });
  return depths;
}
