import { type MetricTable, type PetshopCase, type Scenario, sliceOf } from './load-petshop.ts';

export interface QuietWindow {
  readonly target: PetshopCase['target'];
  /** The scenario as it was known before the window. */
  readonly past: Scenario;
  readonly recent: MetricTable;
}

const WARM_UP_ROWS = 288;
const WINDOW_ROWS = 5;

/** Every window of normal operation behind the first day, once for each objective that breaks in some case. */
export const quietWindows = (cases: readonly PetshopCase[]): readonly QuietWindow[] =>
  [...Map.groupBy(cases, ({ scenario }) => scenario)].flatMap(([{ calls, normal }, own]) => {
    const targets = [...new Map(own.map(({ target }) => [`${target.node}|${target.metric}`, target])).values()];
    const windows = Math.max(0, normal.rows - WARM_UP_ROWS - WINDOW_ROWS + 1);
    return Array.from({ length: windows }, (_, i) => WARM_UP_ROWS + i).flatMap((from) => {
      const past = { calls, normal: sliceOf(normal, 0, from) };
      return targets.map((target) => ({ target, past, recent: sliceOf(normal, from, from + WINDOW_ROWS) }));
    });
  });
