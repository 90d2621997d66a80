import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { uniformInt } from 'pure-rand/distribution/uniformInt';
import type { RandomGenerator } from 'pure-rand/types/RandomGenerator';
import { splitOf } from './isolation-forest.ts';
import type { Rows } from './rows.ts';

/** Nodes of one tree, level by level, so that a node's children stand side by side. */
export interface Tree {
  readonly splits: number[];
  readonly thresholds: number[];
  readonly sizes: number[];
}

/** A node whose rows stand from `from` up to `to` in the tree's sample. */
interface Growing {
  readonly from: number;
  readonly to: number;
  readonly depth: number;
}

interface Split {
  readonly column: number;
  readonly threshold: number;
}

/**
 * Grows one isolation tree: each node splits by a column drawn among those that are not constant in it, at a value
 * drawn between that column's smallest and largest.
 * @param sample rows of the tree; is put into another order
 * @param first number of the tree's root among all nodes
 */
export function growTree(rows: Rows, sample: Int32Array, height: number, random: RandomGenerator, first: number): Tree {
  const tree: Tree = { splits: [], thresholds: [], sizes: [] };
  const nodes: Growing[] = [{ from: 0, to: sample.length, depth: 0 }];
  for (let node = 0; node < nodes.length; node += 1) {
    const { from, to, depth } = nodes[node] as Growing;
    const own = sample.subarray(from, to);
    const split = depth < height ? drawSplit(rows, own, random) : undefined;
    tree.sizes.push(own.length);
    tree.thresholds.push(split?.threshold ?? Number.POSITIVE_INFINITY);
    tree.splits.push(splitOf(first + (split ? nodes.length : node), split?.column ?? 0));
    if (split === undefined) continue;
    const middle = from + partition(rows, own, split);
    nodes.push({ from, to: middle, depth: depth + 1 }, { from: middle, to, depth: depth + 1 });
  }
  return tree;
}

function drawSplit(rows: Rows, own: Int32Array, random: RandomGenerator): Split | undefined {
  const { lows, highs } = rangesOf(rows, own);
  const varying = [...lows.keys()].filter((column) => (lows[column] as number) < (highs[column] as number));
  if (varying.length === 0) return undefined;
  const column = varying[uniformInt(random, 0, varying.length - 1)] as number;
  const [low, high] = [lows[column] as number, highs[column] as number];
  const share = uniformFloat64(random);
  const threshold = Math.fround(low * (1 - share) + high * share);
  return { column, threshold: threshold < high ? threshold : low };
}

/** Smallest and largest value of each column. */
function rangesOf({ features, values }: Rows, own: Int32Array): { lows: Float32Array; highs: Float32Array } {
  const lows = new Float32Array(features).fill(Number.POSITIVE_INFINITY);
  const highs = new Float32Array(features).fill(Number.NEGATIVE_INFINITY);
  for (const row of own) {
    const base = row * features;
    for (let column = 0; column < features; column += 1) {
      const value = values[base + column] as number;
      if (value < (lows[column] as number)) lows[column] = value;
      if (value > (highs[column] as number)) highs[column] = value;
    }
  }
  return { lows, highs };
}

/** Puts the rows that go left before the others. @returns how many go left */
function partition({ features, values }: Rows, own: Int32Array, { column, threshold }: Split): number {
  let left = 0;
  own.forEach((row, at) => {
    if ((values[row * features + column] as number) > threshold) return;
    own[at] = own[left] as number;
    own[left] = row;
    left += 1;
  });
  return left;
}
