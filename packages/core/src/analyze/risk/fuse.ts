import type { Opinion } from '../../model/opinion.ts';
import type { Evidence, Symptom } from '../../model/symptom.ts';
import type { EpochMs } from '../../model/time.ts';
import { riskOf, surpriseAt } from '../novelty/calibration.ts';
import type { Look, Reason } from './look.ts';

/** A look below this is not worth a word beside the one that speaks. */
const WORTH_A_WORD = surpriseAt(0.9);
const REASONS_MAX = 3;
const DIGITS = 3;

/**
 * One risk of all looks: the most alarmed one speaks. Of several one is alarmed by chance the more often, which is set
 * off, so that the risk stays what it is of each: a share of quiet minutes.
 */
export function fuse(looks: readonly Look[], atMs: EpochMs): Opinion {
  const loudest = looks.toSorted((a, b) => b.nats - a.nats);
  const nats = (loudest[0]?.nats ?? 0) - Math.log(Math.max(1, looks.length));
  if (nats <= 0) return { atMs, risk: 0, evidence: [] };
  const said = loudest.filter((look, place) => place === 0 || look.nats >= WORTH_A_WORD);
  const all = said.reduce((sum, look) => sum + look.nats, 0);
  const reasons = said
    .flatMap((look) => look.reasons().map((reason) => ({ ...reason, weight: (reason.weight * look.nats) / all })))
    .toSorted((a, b) => b.weight - a.weight);
  const symptom = symptomOf(reasons);
  return { atMs, risk: riskOf(nats), evidence: heaviest(reasons), ...(symptom ? { symptom } : {}) };
}

const symptoms: Readonly<Partial<Record<string, Symptom>>> = {
  cpuLimitRatio: 'cpu-overload',
  memoryLimitRatio: 'memory-growth',
  latencySecondsP95: 'latency',
  errorRatio1m: 'errors',
};
/** What weighs less gives a risk no name. */
const NAMING_WEIGHT = 0.2;

/** Of the heaviest metric that is too high; the load alone is no trouble, nor is what is too low. */
function symptomOf(reasons: readonly Reason[]): Symptom | undefined {
  const high = reasons.filter(({ isAbove, feature }) => isAbove && symptoms[feature]);
  const [heaviest] = [...Map.groupBy(high, ({ feature }) => feature)]
    .map(([feature, own]) => ({ feature, weight: weightOf(own) }))
    .toSorted((a, b) => b.weight - a.weight);
  return heaviest && heaviest.weight >= NAMING_WEIGHT ? symptoms[heaviest.feature] : undefined;
}

/** Some of many, with their weights as shares of what is said. */
function heaviest(reasons: readonly Reason[]): readonly Evidence[] {
  const kept = reasons.slice(0, REASONS_MAX);
  const sum = weightOf(kept);
  return kept.map(({ isAbove: _, weight, value, ...reason }) => ({
    ...reason,
    value: typeof value === 'number' ? Number(value.toPrecision(DIGITS)) : value,
    weight: Number((weight / sum).toFixed(2)),
  }));
}

const weightOf = (reasons: readonly Reason[]): number => reasons.reduce((sum, { weight }) => sum + weight, 0);
