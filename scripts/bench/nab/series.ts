import type { Span } from './rules.ts';

/** One metric with its labels. */
export interface Series {
  /** `category/file.csv` */
  readonly name: string;
  /** Read as UTC: the files name no zone. */
  readonly atMs: Float64Array;
  readonly values: Float64Array;
  /** Rows of the labelled windows, in order. */
  readonly spans: readonly Span[];
}

/** `[first, last]` timestamps of a labelled window. */
export type Window = readonly [first: string, last: string];

const TIMESTAMP_LENGTH = 'YYYY-MM-DD HH:MM:SS'.length;

/**
 * @param csv `timestamp,value` with a heading line
 * @param windows in any order
 * @throws RangeError if a window's edge is no row
 */
export function parseSeries(name: string, csv: string, windows: readonly Window[]): Series {
  const lines = csv.split(/\r?\n/).slice(1);
  const cells = lines.filter((line) => line !== '').map((line) => line.split(','));
  const timestamps = cells.map(([timestamp = '']) => timestamp.slice(0, TIMESTAMP_LENGTH));
  return {
    name,
    atMs: Float64Array.from(timestamps, (timestamp) => Date.parse(`${timestamp.replace(' ', 'T')}Z`)),
    values: Float64Array.from(cells, ([, value]) => Number(value)),
    spans: spansOf(name, timestamps, windows),
  };
}

function spansOf(name: string, timestamps: readonly string[], windows: readonly Window[]): readonly Span[] {
  const rowOf = new Map<string, number>();
  timestamps.forEach((timestamp, row) => {
    if (!rowOf.has(timestamp)) rowOf.set(timestamp, row);
  });
  const edge = (text: string): number => {
    const row = rowOf.get(text.slice(0, TIMESTAMP_LENGTH));
    if (row === undefined) throw new RangeError(`${name}: the window edge ${text} is no row of the series`);
    return row;
  };
  return windows.map(([first, last]): Span => [edge(first), edge(last)]).toSorted((a, b) => a[0] - b[0]);
}
