import type { Rows } from '@ares/core';
import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';

/** Rows that gather around the middle of every column, as measurements do; the same for the same seed. */
export function drawnRows(count: number, features: number, seed: number): Rows {
  const random = xoroshiro128plus(seed);
  const draw = (): number => uniformFloat64(random);
  const values = Float32Array.from({ length: count * features }, () => draw() + draw() + draw());
  return { count, features, values };
}

export const asArrays = ({ count, features, values }: Rows): number[][] =>
  Array.from({ length: count }, (_, row) => Array.from(values.subarray(row * features, (row + 1) * features)));
