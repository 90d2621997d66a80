/** Rows of equal length, one after another. */
export interface Rows {
  readonly count: number;
  readonly features: number;
  /** `count * features` values at single precision, the precision that trees compare at */
  readonly values: Float32Array;
}

const LARGEST = 3.4028234663852886e38;

/** Infinite or too large: as far out as can be, and still a number. */
const bounded = (value: number): number => Math.min(Math.max(value, -LARGEST), LARGEST);

/** @throws RangeError if the rows differ in length */
export function rowsOf(rows: readonly (readonly number[])[]): Rows {
  const features = rows[0]?.length ?? 0;
  const values = new Float32Array(rows.length * features);
  rows.forEach((row, i) => {
    if (row.length !== features) throw new RangeError(`row ${i} has ${row.length} values, row 0 has ${features}`);
    values.set(row, i * features);
  });
  return { count: rows.length, features, values };
}

/**
 * The same rows with every value finite.
 * @param typical stands in for NaN, by column
 */
export function completed({ count, features, values }: Rows, typical: ArrayLike<number>): Rows {
  const complete = new Float32Array(values.length);
  for (let at = 0; at < values.length; at += 1) {
    const value = values[at] as number;
    complete[at] = bounded(Number.isNaN(value) ? (typical[at % features] ?? 0) : value);
  }
  return { count, features, values: complete };
}

/** Median of each column over the values that are numbers; 0 where there is none. */
export function columnMedians({ features, values }: Rows): Float32Array {
  return Float32Array.from({ length: features }, (_, column) => {
    const own = values.filter((value, at) => at % features === column && !Number.isNaN(value)).sort();
    return bounded(own[(own.length - 1) >> 1] ?? 0);
  });
}
