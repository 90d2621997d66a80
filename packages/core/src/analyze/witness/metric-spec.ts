/**
 * Metrics of one family are measurements of the same thing (P90, P95 and P99 of one latency; bytes in and out): they
 * speak with one voice, so that one odd counter is never taken for two witnesses.
 */
export const families = [
  'cpu',
  'memory',
  'syscalls',
  'network',
  'client-latency',
  'server-latency',
  'errors',
  'load',
] as const;
export type Family = (typeof families)[number];

export interface MetricSpec {
  readonly name: string;
  /** As people call it. @default name */
  readonly title?: string;
  readonly family: Family;
  /** Of the values; `ratio` is 0..1. */
  readonly unit: 'ratio' | 's' | '/s' | 'm' | 'Mi' | 'B' | 'calls';
  /** What is next to nothing, in `unit`: above it relative change counts, below it absolute change; > 0. */
  readonly negligible: number;
}

/** Logarithm above the negligible, linear below it; NaN stays NaN. */
export const onScale = (value: number, { negligible }: MetricSpec): number =>
  Math.log1p(Math.max(0, value) / negligible);

/** The value that stands at a place of the scale; nothing is below 0, and a finite place has a finite value. */
export const fromScale = (place: number, { negligible }: MetricSpec): number =>
  Math.min(Number.MAX_VALUE, Math.max(0, Math.expm1(place) * negligible));
