import { type Family, type MetricSpec, onScale } from './metric-spec.ts';
import { type Reference, referenceOf, type ScaleRule } from './reference.ts';

export interface WitnessTuning {
  /** Rows in the means that are judged: the newest alone, and three together for what is small and lasts. */
  readonly spans: readonly number[];
  /** Least scale, on the logarithmic scale of values; less for a mean of more rows. */
  readonly floor: number;
  readonly tail: ScaleRule['tail'];
  /** See `agreementOf`. */
  readonly cap: number;
  /**
   * Families whose level drifts for days (memory): they have to be unusual against the newest hour too, or a level that
   * moved long ago would be a witness for ever.
   */
  readonly drifting: readonly Family[];
}

export const witnessTuning: WitnessTuning = { spans: [1, 3], floor: 0.05, tail: 0.99, cap: 6, drifting: ['memory'] };

/** One sample of every metric at one time, in the order of the specs; NaN = no sample. */
export type Row = readonly number[];

/** What is usual for each metric of one service, on the logarithmic scale. */
export interface WitnessModel {
  readonly tuning: WitnessTuning;
  readonly specs: readonly MetricSpec[];
  /** One for each span and metric; undefined where nothing was measured. */
  readonly references: readonly (readonly (Reference | undefined)[])[];
}

/** @param rows fault-free, of the past, oldest first, evenly spaced */
export function fitWitnesses(
  specs: readonly MetricSpec[],
  rows: readonly Row[],
  tuning: WitnessTuning = witnessTuning,
): WitnessModel {
  const { spans, floor, tail } = tuning;
  const places = specs.map((spec, j) => placesOf(rows, j, spec));
  const references = spans.map((span) =>
    places.map((own) => {
      const means = own.map((_, i) => meanOfFinite(own.slice(Math.max(0, i + 1 - span), i + 1)));
      return referenceOf(means, { tail, floor: floor / Math.sqrt(span) });
    }),
  );
  return { tuning, specs, references };
}

/** Mean of a metric's finite values on the logarithmic scale; NaN of none. */
export const meanOf = (rows: readonly Row[], j: number, spec: MetricSpec): number =>
  meanOfFinite(placesOf(rows, j, spec));

function meanOfFinite(places: readonly number[]): number {
  const finite = places.filter(Number.isFinite);
  return finite.reduce((sum, x) => sum + x, 0) / finite.length;
}

/** One metric's values on the logarithmic scale; NaN where there is none. */
export const placesOf = (rows: readonly Row[], j: number, spec: MetricSpec): readonly number[] =>
  rows.map((row) => onScale(row[j] ?? Number.NaN, spec));
