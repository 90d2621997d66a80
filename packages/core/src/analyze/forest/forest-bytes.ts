import { AresError } from '../../model/errors.ts';
import { crc32 } from './crc32.ts';
import { columnOf, type IsolationForest, leftChildOf, splitOf } from './isolation-forest.ts';
import { pathLengthsOf } from './path-lengths.ts';

/*
 * Little-endian: MAGIC u32, version u8, columns u8, height u8, a spare byte, ψ u16, trees u16, nodes u32, the columns'
 * medians f32 each; then the nodes of one tree after the other, level by level: the column u8 and the threshold f32, or
 * LEAF u8 and the rows of the sample u16; last the CRC-32 of all before, u32. Where children stand follows from the
 * order, and how many rows came by a node from its leaves.
 */
const MAGIC = 0x46495241;
const VERSION = 1;
const LEAF = 255;
const HEADER_BYTES = 16;
const CRC_BYTES = 4;

/** A forest as bytes, about 6 for each of its nodes. */
export function forestToBytes(forest: IsolationForest): Uint8Array<ArrayBuffer> {
  const { features, height, sampleSize, roots, splits, typical } = forest;
  const leaves = splits.filter((split, node) => leftChildOf(split) === node).length;
  const size = HEADER_BYTES + 4 * features + 3 * leaves + 5 * (splits.length - leaves) + CRC_BYTES;
  const view = new DataView(new ArrayBuffer(size));
  view.setUint32(0, MAGIC, true);
  [VERSION, features, height, 0].forEach((value, i) => {
    view.setUint8(4 + i, value);
  });
  view.setUint16(8, sampleSize, true);
  view.setUint16(10, roots.length, true);
  view.setUint32(12, splits.length, true);
  typical.forEach((value, column) => {
    view.setFloat32(HEADER_BYTES + 4 * column, value, true);
  });
  writeNodes(view, HEADER_BYTES + 4 * features, forest);
  const body = new Uint8Array(view.buffer, 0, size - CRC_BYTES);
  view.setUint32(size - CRC_BYTES, crc32(body), true);
  return new Uint8Array(view.buffer);
}

function writeNodes(view: DataView, start: number, { splits, thresholds, sizes }: IsolationForest): void {
  let at = start;
  splits.forEach((split, node) => {
    const leaf = leftChildOf(split) === node;
    view.setUint8(at, leaf ? LEAF : columnOf(split));
    if (leaf) view.setUint16(at + 1, sizes[node] as number, true);
    else view.setFloat32(at + 1, thresholds[node] as number, true);
    at += leaf ? 3 : 5;
  });
}

/**
 * Reads back what `forestToBytes` wrote; scores are the same to the bit.
 * @throws AresError MODEL_UNREADABLE if it is cut off, damaged, of another version or no forest at all
 */
export function forestFromBytes(bytes: Uint8Array): IsolationForest {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  checkWhole(bytes, view);
  const [features, height] = [view.getUint8(5), view.getUint8(6)];
  const [sampleSize, trees, nodes] = [view.getUint16(8, true), view.getUint16(10, true), view.getUint32(12, true)];
  const typical = Float32Array.from({ length: features }, (_, column) =>
    view.getFloat32(HEADER_BYTES + 4 * column, true),
  );
  const read = readNodes(view, HEADER_BYTES + 4 * features, trees, nodes);
  return { features, height, sampleSize, typical, ...read, pathLengths: pathLengthsOf(read) };
}

function checkWhole(bytes: Uint8Array, view: DataView): void {
  const end = bytes.length - CRC_BYTES;
  if (end < HEADER_BYTES || view.getUint32(0, true) !== MAGIC) throw unreadable('it is no isolation forest');
  const version = view.getUint8(4);
  if (version !== VERSION) throw unreadable(`it has version ${version}, and this program reads ${VERSION}`);
  if (view.getUint32(end, true) !== crc32(bytes.subarray(0, end))) throw unreadable('its checksum does not match');
}

const unreadable = (why: string): AresError =>
  new AresError('MODEL_UNREADABLE', `the model cannot be read: ${why}; it is trained anew`);

type Nodes = Pick<IsolationForest, 'roots' | 'splits' | 'thresholds' | 'sizes'>;

function readNodes(view: DataView, start: number, trees: number, count: number): Nodes {
  const roots = new Int32Array(trees);
  const splits = new Int32Array(count);
  const thresholds = new Float64Array(count).fill(Number.POSITIVE_INFINITY);
  const sizes = new Uint16Array(count);
  let [at, node] = [start, 0];
  for (let tree = 0; tree < trees; tree += 1) {
    roots[tree] = node;
    for (let known = node + 1; node < known; node += 1) {
      const column = view.getUint8(at);
      splits[node] = column === LEAF ? splitOf(node, 0) : splitOf(known, column);
      if (column === LEAF) sizes[node] = view.getUint16(at + 1, true);
      else thresholds[node] = view.getFloat32(at + 1, true);
      known += column === LEAF ? 0 : 2;
      at += column === LEAF ? 3 : 5;
    }
  }
  addUp(splits, sizes);
  return { roots, splits, thresholds, sizes };
}

/** As many rows came by a node as came by its children. */
function addUp(splits: Int32Array, sizes: Uint16Array): void {
  for (let node = splits.length - 1; node >= 0; node -= 1) {
    const left = leftChildOf(splits[node] as number);
    if (left !== node) sizes[node] = (sizes[left] as number) + (sizes[left + 1] as number);
  }
}
