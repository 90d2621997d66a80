import { type Span, warmUpRows, worthInside, worthOutside } from './rules.ts';

/** What a detection at each row of one series is worth, before weights. */
export interface Geometry {
  readonly rows: number;
  /** The first row that counts. */
  readonly start: number;
  readonly spans: readonly Span[];
  /** One a span: a window that ends within the warm-up is no part of the score. */
  readonly live: readonly boolean[];
  /** Per row: index into `spans`, or -1 outside. */
  readonly windowOf: Int32Array;
  readonly worth: Float64Array;
}

/** @param spans in order, without overlap */
export function geometryOf(rows: number, spans: readonly Span[]): Geometry {
  const start = warmUpRows(rows);
  const windowOf = new Int32Array(rows).fill(-1);
  const worth = new Float64Array(rows);
  let next = 0;
  for (let row = 0; row < rows; row++) {
    while (row > (spans[next]?.[1] ?? rows)) next++;
    const span = spans[next];
    const inside = span !== undefined && row >= span[0];
    if (inside) windowOf[row] = next;
    worth[row] = inside ? worthInside(row, span) : worthOutside(row, spans[next - 1]);
  }
  return { rows, start, spans, live: spans.map(([, last]) => last >= start), windowOf, worth };
}
