import type { IsolationForest } from '@ares/core';
import { IsolationForest as Peer } from 'ml-isolation-forest';
import { nextFloatUp } from './next-float-up.ts';

/** A node as `ml-isolation-forest` has it; a leaf keeps its rows, of which only the number counts. */
interface PeerNode {
  left?: PeerNode;
  right?: PeerNode;
  splitColumn?: number;
  splitValue?: number;
  trainingSet?: readonly unknown[];
}

/** The package tells neither its nodes nor their class. */
interface OpenPeer {
  forest: PeerNode[];
  trainingSet: readonly unknown[];
}

/** The same trees in `ml-isolation-forest`'s own nodes, so that it answers what our forest answers. */
export function graft(forest: IsolationForest): Peer {
  const peer = new Peer({ nEstimators: forest.roots.length });
  peer.train([[0], [1]]);
  const open = peer as unknown as OpenPeer;
  const Node = (open.forest[0] as PeerNode).constructor as new (options: {
    depth: number;
    maxDepth: number;
  }) => PeerNode;
  const grow = (node: number): PeerNode => {
    const { splits, thresholds, sizes, height } = forest;
    const grown = new Node({ depth: 0, maxDepth: height });
    const left = (splits[node] as number) >>> 8;
    if (left === node) return Object.assign(grown, { trainingSet: Array(sizes[node] as number).fill(0) });
    // A row goes left there below the split value, and here up to the threshold.
    const split = { splitColumn: (splits[node] as number) & 255, splitValue: nextFloatUp(thresholds[node] as number) };
    return Object.assign(grown, { left: grow(left), right: grow(left + 1), ...split });
  };
  open.forest = [...forest.roots].map(grow);
  open.trainingSet = Array(forest.sampleSize).fill(0);
  return peer;
}
