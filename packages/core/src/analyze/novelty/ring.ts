/** The newest values of a stream, in single precision and bounded memory. */
export interface Ring {
  readonly values: Float32Array;
  /** How many are held. */
  count: number;
  /** Where the next one goes. */
  next: number;
}

export const newRing = (capacity: number): Ring => ({ values: new Float32Array(capacity), count: 0, next: 0 });

/** @returns the value that had to leave; undefined while there was room */
export function pushRing(ring: Ring, value: number): number | undefined {
  const { values, count, next } = ring;
  const left = count === values.length ? values[next] : undefined;
  values[next] = value;
  ring.next = (next + 1) % values.length;
  if (left === undefined) ring.count = count + 1;
  return left;
}

export function clearRing(ring: Ring): void {
  ring.count = 0;
  ring.next = 0;
}
