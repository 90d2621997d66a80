import type { Series } from './series.ts';

/**
 * The same metric as if measured less often: means of `rows` neighbours, at the first one's time. A window holds every
 * mean that has one of its rows; rows that are left over at the end are dropped.
 */
export function averaged({ name, atMs, values, spans }: Series, rows: number): Series {
  const length = Math.floor(values.length / rows);
  const meanFrom = (first: number): number =>
    values.subarray(first, first + rows).reduce((sum, value) => sum + value, 0) / rows;
  const at = (row: number): number => Math.min(length - 1, Math.floor(row / rows));
  return {
    name,
    atMs: Float64Array.from({ length }, (_, index) => atMs[index * rows] ?? Number.NaN),
    values: Float64Array.from({ length }, (_, index) => meanFrom(index * rows)),
    spans: spans.map(([first, last]) => [at(first), at(last)]),
  };
}
