import type { MinuteRow } from '../../model/minute-rows.ts';
import { crc32 } from '../forest/crc32.ts';
import { detectorFromBytes, detectorToBytes } from '../novelty/snapshot.ts';
import { detectorSettings, lateOf, newServiceModel, type ServiceModel } from './service-model.ts';

/*
 * Little-endian: VERSION u32, CRC-32 of all that follows u32, length of the head u32, the head as JSON, the parts of
 * one model after another: its detectors, and its rings in single precision.
 */
const VERSION = 1;
const HEADER_BYTES = 12;

/** What is no array of numbers. */
interface Head {
  readonly serviceId: string;
  readonly recent: readonly MinuteRow[];
  readonly rowsSince: number;
  readonly lastAtMs: number;
  /** Of the rings, which turn together. */
  readonly count: number;
  readonly next: number;
  /** Bytes of each part. */
  readonly lengths: readonly number[];
}

/** The models of a host's services, without what is learnt anew from them. */
export function modelsToBytes(models: ReadonlyMap<string, ServiceModel>): Uint8Array {
  const fed = [...models].filter(([, { recent }]) => recent.length > 0);
  const packed = fed.map(([serviceId, model]) => ({ parts: partsOf(model), serviceId, model }));
  const heads = packed.map(({ parts, serviceId, model }) => headOf(serviceId, model, parts));
  const head = new TextEncoder().encode(JSON.stringify(heads));
  const chunks = [head, ...packed.flatMap(({ parts }) => parts)];
  const bytes = new Uint8Array(chunks.reduce((sum, chunk) => sum + chunk.byteLength, HEADER_BYTES));
  let at = HEADER_BYTES;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.byteLength;
  }
  const view = new DataView(bytes.buffer);
  view.setUint32(0, VERSION, true);
  view.setUint32(8, head.byteLength, true);
  view.setUint32(4, crc32(bytes.subarray(8)), true);
  return bytes;
}

/**
 * Models go on as if nothing had been; one metric whose detector is of other settings begins anew.
 * @returns undefined for bytes that are cut off, damaged or of another version: all begin anew
 */
export function modelsFromBytes(bytes: Uint8Array): Map<string, ServiceModel> | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.byteLength < HEADER_BYTES || view.getUint32(0, true) !== VERSION) return undefined;
  if (view.getUint32(4, true) !== crc32(bytes.subarray(8))) return undefined;
  let at = HEADER_BYTES;
  const take = (length: number): Uint8Array<ArrayBuffer> => {
    at += length;
    return Uint8Array.from(bytes.subarray(at - length, at));
  };
  const heads = JSON.parse(new TextDecoder().decode(take(view.getUint32(8, true)))) as readonly Head[];
  return new Map(heads.map((head) => [head.serviceId, modelOf(head, head.lengths.map(take))]));
}

const partsOf = ({ detectors, usual }: ServiceModel): readonly Uint8Array[] => [
  ...detectors.map(detectorToBytes),
  ...usual.map(({ values }) => new Uint8Array(values.buffer)),
];

function headOf(serviceId: string, model: ServiceModel, parts: readonly Uint8Array[]): Head {
  const { recent, rowsSince, lastAtMs, usual } = model;
  const { count = 0, next = 0 } = usual[0] ?? {};
  return { serviceId, recent, rowsSince, lastAtMs, count, next, lengths: parts.map((part) => part.byteLength) };
}

function modelOf(
  { recent, rowsSince, lastAtMs, count, next }: Head,
  parts: readonly Uint8Array<ArrayBuffer>[],
): ServiceModel {
  const model = newServiceModel();
  const detectors = model.detectors.map(
    (fresh, j) => detectorFromBytes(parts[j] ?? new Uint8Array(), detectorSettings) ?? fresh,
  );
  model.usual.forEach((ring, j) => {
    const values = new Float32Array(parts[detectors.length + j]?.buffer ?? new ArrayBuffer());
    if (values.length === ring.values.length) {
      ring.values.set(values);
      Object.assign(ring, { count, next });
    }
  });
  return { ...model, detectors, recent: [...recent], late: lateOf(recent), rowsSince, lastAtMs };
}
