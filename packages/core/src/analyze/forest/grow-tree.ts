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

/** Tries columns in an order that is drawn as it goes: the first that varies is drawn uniformly among all that do. */
function drawSplit(rows: Rows, own: Int32Array, random: RandomGenerator): Split | undefined {
  if (own.length < 2) return undefined;
  const untried = Uint8Array.from({ length: rows.features }, (_, column) => column);
  for (let last = untried.length - 1; last >= 0; last -= 1) {
    const at = uniformInt(random, 0, last);
    const column = untried[at] as number;
    const { low, high } = rangeOf(rows, own, column);
    if (low < high) return { column, threshold: drawThreshold(low, high, random) };
    untried[at] = untried[last] as number;
  }
  return undefined;
}

/** @returns at least `low` and less than `high`, so that rows go both ways */
function drawThreshold(low: number, high: number, random: RandomGenerator): number {
  const share = uniformFloat64(random);
  const threshold = Math.fround(low * (1 - share) + high * share);
  return threshold < high ? threshold : low;
}

function rangeOf({ features, values }: Rows, own: Int32Array, column: number): { low: number; high: number } {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (let at = 0; at < own.length; at += 1) {
    const value = values[(own[at] as number) * features + column] as number;
    if (value < low) low = value;
    if (value > high) high = value;
  }
  return { low, high };
}

/** Puts the rows that go left before the others. @returns how many go left */
function partition({ features, values }: Rows, own: Int32Array, { column, threshold }: Split): number {
  let left = 0;
  for (let at = 0; at < own.length; at += 1) {
    const row = own[at] as number;
    if ((values[row * features + column] as number) > threshold) continue;
    own[at] = own[left] as number;
    own[left] = row;
    left += 1;
  }
  return left;
}
