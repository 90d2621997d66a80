import { crc32 } from '../forest/crc32.ts';
import { type Detector, newDetector } from './detector.ts';
import type { Ring } from './ring.ts';
import type { Settings } from './settings.ts';
import { sortedWindowOf } from './sorted-window.ts';

const VERSION = 1;
/** Version, checksum and number of scalars; 32 bits each. */
const HEADER_BYTES = 12;

/** Little-endian, as all platforms here: header, scalars in double precision, arrays in single precision. */
export function detectorToBytes(detector: Detector): Uint8Array {
  const scalars = scalarsOf(detector);
  const arrays = arraysOf(detector);
  const length = arrays.reduce((sum, array) => sum + array.byteLength, HEADER_BYTES + scalars.length * 8);
  const bytes = new Uint8Array(length);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, VERSION, true);
  view.setUint32(8, scalars.length, true);
  scalars.forEach((scalar, index) => void view.setFloat64(HEADER_BYTES + index * 8, scalar, true));
  let at = HEADER_BYTES + scalars.length * 8;
  for (const array of arrays) {
    bytes.set(new Uint8Array(array.buffer, array.byteOffset, array.byteLength), at);
    at += array.byteLength;
  }
  view.setUint32(4, crc32(bytes.subarray(8)), true);
  return bytes;
}

/**
 * @param settings the same as when the bytes were written
 * @returns undefined for bytes of another version, other settings or a wrong checksum: begin anew
 */
export function detectorFromBytes(bytes: Uint8Array, settings: Settings): Detector | undefined {
  const detector = newDetector(settings);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const count = scalarsOf(detector).length;
  const length = arraysOf(detector).reduce((sum, array) => sum + array.byteLength, HEADER_BYTES + count * 8);
  if (bytes.byteLength !== length || view.getUint32(0, true) !== VERSION || view.getUint32(8, true) !== count) {
    return undefined;
  }
  if (view.getUint32(4, true) !== crc32(bytes.subarray(8))) return undefined;
  let at = HEADER_BYTES + count * 8;
  for (const array of arraysOf(detector)) {
    new Uint8Array(array.buffer).set(bytes.subarray(at, at + array.byteLength));
    at += array.byteLength;
  }
  const scalars = Array.from({ length: count }, (_, index) => view.getFloat64(HEADER_BYTES + index * 8, true));
  return withScalars(detector, scalars);
}

const ringsOf = ({ memories }: Detector): readonly Ring[] =>
  memories.flatMap(({ mean, seen }) => [mean.ring, seen.ring]);
const arraysOf = (detector: Detector): readonly Float32Array[] => [
  detector.expectation.season.means,
  ...ringsOf(detector).map(({ values }) => values),
];

function scalarsOf(detector: Detector): readonly number[] {
  const { expectation, episode } = detector;
  const { season } = expectation;
  return [
    ...[detector.rows, detector.lastAtMs, episode.surprise, episode.atMs],
    ...[expectation.samples, expectation.lately, expectation.compared],
    ...[expectation.seasonalError, expectation.latelyError, season.day, season.bucket, season.inBucket],
    ...ringsOf(detector).flatMap(({ count, next }) => [count, next]),
    ...detector.memories.map(({ mean }) => mean.sum),
  ];
}

function withScalars(detector: Detector, scalars: readonly number[]): Detector {
  const values = scalars.values();
  const next = (): number => values.next().value ?? 0;
  detector.rows = next();
  detector.lastAtMs = next();
  Object.assign(detector.episode, { surprise: next(), atMs: next() });
  Object.assign(detector.expectation, { samples: next(), lately: next(), compared: next() });
  Object.assign(detector.expectation, { seasonalError: next(), latelyError: next() });
  Object.assign(detector.expectation.season, { day: next(), bucket: next(), inBucket: next() });
  for (const ring of ringsOf(detector)) Object.assign(ring, { count: next(), next: next() });
  for (const { mean } of detector.memories) mean.sum = next();
  return { ...detector, memories: detector.memories.map((one) => ({ ...one, seen: sortedWindowOf(one.seen.ring) })) };
}
