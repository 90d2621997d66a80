import type { Verdict } from '../model/symptom.ts';
import type { CallGraph } from './call-graph.ts';
import type { ServiceRows } from './changes.ts';

export interface RootInput {
  /** By service id, on one clock; a service without metrics may be absent. */
  readonly services: ReadonlyMap<string, ServiceRows>;
  readonly calls: CallGraph;
  /** Of this tick; those that rest on what the host agent saw come before all metrics. */
  readonly verdicts: readonly Verdict[];
  /** The service whose users complain, where there is one, and of what. */
  readonly broken?: { readonly serviceId: string; readonly family: 'server-latency' | 'errors' };
}

export interface RankedRoot {
  readonly serviceId: string;
  /** What speaks against it: its state, the objective that broke, or how its own metrics changed. */
  readonly by: 'state' | 'objective' | 'metrics';
  readonly words: string;
}

/** The first root is the one that is named; the others follow in the order in which to look at them. */
export type Roots =
  | { readonly kind: 'roots'; readonly roots: readonly RankedRoot[] }
  | { readonly kind: 'none'; readonly reason: string };

/** Each service once, with everything that speaks against it. */
export function unique(roots: readonly RankedRoot[]): readonly RankedRoot[] {
  const groups = Map.groupBy(roots, ({ serviceId }) => serviceId);
  return [...groups.values()].flatMap(([first, ...others]) =>
    first ? [{ ...first, words: [first, ...others].map(({ words }) => words).join('; ') }] : [],
  );
}
