const ENTRIES_MAX = 10;
/** Of one message and of one batch alike. */
const BYTES_MAX = 256 * 1024;

/**
 * Groups texts in their order into batches that one call takes.
 * @throws RangeError if one is too large for a queue
 */
export function toBatches<T extends { readonly text: string }>(items: readonly T[]): T[][] {
  const batches: T[][] = [];
  let bytes = 0;
  for (const item of items) {
    const size = Buffer.byteLength(item.text);
    if (size > BYTES_MAX) throw new RangeError(`a message of ${size} bytes is larger than a queue takes, ${BYTES_MAX}`);
    const batch = batches.at(-1);
    if (batch === undefined || batch.length === ENTRIES_MAX || bytes + size > BYTES_MAX) {
      batches.push([item]);
      bytes = size;
    } else {
      batch.push(item);
      bytes += size;
    }
  }
  return batches;
}
