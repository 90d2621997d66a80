import type { EpochMs } from '../../model/time.ts';

export interface TimedValue {
  readonly atMs: EpochMs;
  readonly value: number;
}

/** Gaps of up to this many steps are bridged by a straight line. */
const GAP_STEPS_MAX = 4;

/**
 * The mean of each step, oldest first, up to the last step that has ended; what lies before a longer gap is left out.
 * @param values in any order; a time that comes twice counts once, not finite: ignored
 */
export function evenSeries(values: readonly TimedValue[], stepMs: number, untilMs: EpochMs): readonly number[] {
  const end = Math.floor(untilMs / stepMs);
  const steps = stepMeans(values, stepMs, end);
  const known = [...steps.keys()].toSorted((a, b) => a - b);
  if ((known.at(-1) ?? -1) + GAP_STEPS_MAX < end) return [];
  const start = known.findLastIndex((step, i) => i > 0 && step - (known[i - 1] ?? step) > GAP_STEPS_MAX);
  return known.slice(Math.max(0, start)).flatMap((step, i, own) => {
    const before = own[i - 1] ?? step - 1;
    const [from = 0, to = 0] = [steps.get(before) ?? steps.get(step), steps.get(step)];
    return Array.from({ length: step - before }, (_, k) => from + ((to - from) * (k + 1)) / (step - before));
  });
}

function stepMeans(values: readonly TimedValue[], stepMs: number, end: number): ReadonlyMap<number, number> {
  const unique = new Map(values.filter(({ value }) => Number.isFinite(value)).map(({ atMs, value }) => [atMs, value]));
  const groups = Map.groupBy(unique, ([atMs]) => Math.floor(atMs / stepMs));
  return new Map(
    [...groups]
      .filter(([step]) => step < end)
      .map(([step, own]) => [step, own.reduce((sum, [, value]) => sum + value, 0) / own.length]),
  );
}
