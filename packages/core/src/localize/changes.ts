import { speakerOf } from '../analyze/witness/agreement.ts';
import type { Family, MetricSpec } from '../analyze/witness/metric-spec.ts';
import { deviation, type Reference, referenceOf, type ScaleRule } from '../analyze/witness/reference.ts';
import { median } from '../analyze/witness/robust.ts';
import { placesOf, type Row } from '../analyze/witness/witness-model.ts';

/** The metrics of one service. */
export interface ServiceRows {
  readonly specs: readonly MetricSpec[];
  /** Oldest first, evenly spaced; the newest row is of the same time for every service. */
  readonly rows: readonly Row[];
}

/** What a family was before the onset and what it is since. */
export interface Change {
  readonly spec: MetricSpec;
  readonly family: Family;
  readonly usual: Reference;
  /** Median since the onset, on the logarithmic scale. */
  readonly place: number;
  /** Signed, in units of the spread before the onset. */
  readonly deviation: number;
}

/** A family of which too little was measured is absent. */
export type Changes = Readonly<Partial<Record<Family, Change>>>;

/** Rows before the onset that say what is usual. */
const HISTORY_ROWS = 120;
/** With fewer samples of a metric nothing is usual; to name a root takes more. */
export const SAMPLES_MIN = 3;
/** History is short and may hold earlier faults: 20 % on the logarithmic scale. */
const SCALE: ScaleRule = { tail: 0.95, floor: 0.2 };

/**
 * The median since the onset against the rows before it: one odd row on either side changes little.
 * @param rowsSince how many of the newest rows are since the onset; > 0
 */
export function changesOf({ specs, rows }: ServiceRows, rowsSince: number): Changes {
  const onset = Math.max(0, rows.length - rowsSince);
  const before = rows.slice(Math.max(0, onset - HISTORY_ROWS), onset);
  const changes = specs.flatMap((spec, j): Change[] => {
    const earlier = placesOf(before, j, spec).filter(Number.isFinite);
    const usual = referenceOf(earlier, SCALE);
    const place = median(placesOf(rows.slice(onset), j, spec));
    if (usual === undefined || earlier.length < SAMPLES_MIN || Number.isNaN(place)) return [];
    return [{ spec, family: spec.family, usual, place, deviation: deviation(place, usual) }];
  });
  const groups = Map.groupBy(changes, ({ family }) => family);
  return Object.fromEntries([...groups].flatMap(([family, group]) => speakerOf(group).map((c) => [family, c])));
}

/** No family counts for more: 300 times the usual spread is no surer than ten times. */
const CAP = 10;

/** How far a family rose beyond its usual spread; 0 within it. */
export const rise = (changes: Changes, family: Family): number => excess(changes[family]?.deviation ?? 0);
export const fall = (changes: Changes, family: Family): number => excess(-(changes[family]?.deviation ?? 0));

const excess = (deviation: number): number => Math.max(0, Math.min(CAP, deviation) - 1);
