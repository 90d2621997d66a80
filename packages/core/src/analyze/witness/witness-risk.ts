import { type Agreement, agreementOf, type Voice } from './agreement.ts';
import { type Compared, compared } from './compared.ts';
import type { Family, MetricSpec } from './metric-spec.ts';
import { deviation, type Reference } from './reference.ts';
import { median } from './robust.ts';
import { meanOf, placesOf, type Row, type WitnessModel } from './witness-model.ts';

/** One metric, how unusual it is and what would be usual. */
export interface Witness extends Voice, Compared {
  readonly family: Family;
  readonly metric: string;
}

/**
 * The risk that a service's metrics speak of together.
 * @param recent the newest rows, oldest first: the longest span, and up to an hour before it for the level of late
 */
export function witnessRisk(model: WitnessModel, recent: readonly Row[]): Agreement<Witness> {
  const voices = model.specs.flatMap((spec, j) => {
    const level = levelOf(model, spec, j, recent);
    const looks = model.tuning.spans.flatMap((span, k) => lookAt(model, { spec, j, span, k, level }, recent));
    const widest = looks.toSorted((a, b) => Math.abs(b.deviation) - Math.abs(a.deviation))[0];
    return widest ? [{ ...widest, spec, family: spec.family }] : [];
  });
  const { witnesses, ...agreement } = agreementOf(voices, model.tuning.cap);
  return { ...agreement, witnesses: witnesses.map(({ spec, ...widest }) => toWitness(spec, widest)) };
}

/** A value on the logarithmic scale beside what it was compared with. */
interface Look {
  /** How many rows it is the mean of. */
  readonly span: number;
  readonly place: number;
  readonly usual: Reference;
  readonly deviation: number;
}

interface LookSpec {
  readonly spec: MetricSpec;
  readonly span: number;
  /** Places of the metric and of the span in the model. */
  readonly j: number;
  readonly k: number;
  /** Of the metric of late; NaN where it does not drift. */
  readonly level: number;
}

function lookAt({ references }: WitnessModel, { spec, j, span, k, level }: LookSpec, recent: readonly Row[]): Look[] {
  const reference = references[k]?.[j];
  if (reference === undefined) return [];
  const place = meanOf(recent.slice(-span), j, spec);
  const fromUsual = { span, place, usual: reference, deviation: deviation(place, reference) };
  if (!Number.isFinite(level)) return [fromUsual];
  const ofLate = { ...reference, median: level };
  return undrifted(fromUsual, { ...fromUsual, usual: ofLate, deviation: deviation(place, ofLate) });
}

/** Fewer rows before the newest ones say nothing of drift. */
const LEVEL_ROWS_MIN = 5;

function levelOf({ tuning }: WitnessModel, spec: MetricSpec, j: number, recent: readonly Row[]): number {
  const earlier = tuning.drifting.includes(spec.family) ? recent.slice(0, -Math.max(...tuning.spans)) : [];
  return earlier.length < LEVEL_ROWS_MIN ? Number.NaN : median(placesOf(earlier, j, spec));
}

/** The weaker of both comparisons, if they agree about the direction. */
function undrifted(fromUsual: Look, fromLevel: Look): Look[] {
  if (fromUsual.deviation * fromLevel.deviation <= 0) return [];
  return [Math.abs(fromUsual.deviation) <= Math.abs(fromLevel.deviation) ? fromUsual : fromLevel];
}

function toWitness(spec: MetricSpec, { span, place, usual, deviation }: Look): Witness {
  const look = compared(place, usual, spec);
  const { family, name: metric, title = metric } = spec;
  const subject = span === 1 ? title : `${title}, mean of the last ${span},`;
  return { family, metric, deviation, ...look, words: `${subject} is ${look.words}` };
}
