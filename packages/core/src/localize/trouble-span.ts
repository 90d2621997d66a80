import { median } from '../analyze/witness/robust.ts';

/** One service's share of a symptom: its latency in seconds, or its error share. NaN = no sample. */
export interface SymptomSeries {
  /** Long history of normal operation, oldest first. */
  readonly normal: readonly number[];
  /** The newest rows, in which the alarm stands. */
  readonly recent: readonly number[];
  /** Requests of each recent row. */
  readonly requests: readonly number[];
}

export interface Span {
  readonly from: number;
  /** Exclusive. */
  readonly to: number;
}

/** No shorter stretch is a change of level. */
const SPAN_ROWS_MIN = 2;

/**
 * The stretch in which a series stands highest above what it was before: whether the alarm came at once or late, and
 * whether the trouble has already ended. A minority of its rows may be quiet, which medians do not mind.
 */
export function troubleSpan({ recent, normal }: SymptomSeries): Span | undefined {
  const usual = median(normal);
  const starts = recent.slice(0, 1 - SPAN_ROWS_MIN).map((_, from) => from);
  const spans = starts.flatMap((from) =>
    recent.slice(from + SPAN_ROWS_MIN - 1).map((_, i) => ({ from, to: from + SPAN_ROWS_MIN + i })),
  );
  const steps = spans
    .map((span) => ({ span, step: stepOf(recent, span, usual) }))
    .filter((s) => Number.isFinite(s.step));
  return steps.reduce<(typeof steps)[number] | undefined>((a, b) => (a && a.step >= b.step ? a : b), undefined)?.span;
}

/** Weighted as the test of two means is: a longer stretch of the same height is surer. */
function stepOf(recent: readonly number[], { from, to }: Span, usual: number): number {
  const before = from > 0 ? median(recent.slice(0, from)) : usual;
  return (median(recent.slice(from, to)) - before) * Math.sqrt(to - from);
}
